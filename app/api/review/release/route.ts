import { withActor } from '#server/auth/route.ts';
import { returnLeases } from '#server/review/hold-leases.ts';
import { leasesSchema } from '#server/review/schema.ts';

/** Called by sendBeacon when a page is left. */
export const POST = withActor(async (request, actor) => {
  const { leases } = leasesSchema.parse(await request.json());
  return Response.json({ released: await returnLeases(actor, leases) });
});
