import { withActor } from '#server/auth/route.ts';
import { renewLeases } from '#server/review/hold-leases.ts';
import { leasesSchema } from '#server/review/schema.ts';

export const POST = withActor(async (request, actor) => {
  const { leases } = leasesSchema.parse(await request.json());
  return Response.json(await renewLeases(actor, leases));
});
