import { withActor } from '#server/auth/route.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { undoMapping } from '#server/catalog/review-mapping.ts';
import { undoMappingSchema } from '#server/catalog/schema-mapping.ts';

/** Takes the last review of a seller's category back. */
export const POST = withActor(async (request, actor) => {
  const input = undoMappingSchema.parse(await request.json());
  if (!(await maySeeCatalog(actor, input.catalogId)))
    return Response.json({ error: 'not-found' }, { status: 404 });
  const outcome = await undoMapping(actor, input);
  return outcome.ok
    ? Response.json(outcome)
    : Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-found' ? 404 : 409 });
}, 'lead');
