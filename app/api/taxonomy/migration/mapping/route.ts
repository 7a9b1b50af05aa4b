import { withActor } from '#server/auth/route.ts';
import { decideMapping } from '#server/taxonomy/decide-mapping.ts';
import { decideMappingSchema } from '#server/taxonomy/schema.ts';

/** Says where a category of the old version goes. */
export const PUT = withActor(async (request, actor) => {
  const outcome = await decideMapping(actor, decideMappingSchema.parse(await request.json()));
  return Response.json(outcome, { status: outcome.ok ? 200 : outcome.reason === 'not-allowed' ? 403 : 404 });
}, 'lead');
