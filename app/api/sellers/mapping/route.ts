import { withActor } from '#server/auth/route.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { reviewMapping } from '#server/catalog/review-mapping.ts';
import { reviewMappingSchema } from '#server/catalog/schema-mapping.ts';

/** A person says what a seller's own category is. */
export const POST = withActor(async (request, actor) => {
  const input = reviewMappingSchema.parse(await request.json());
  if (!(await maySeeCatalog(actor, input.catalogId)))
    return Response.json({ error: 'not-found' }, { status: 404 });
  const outcome = await reviewMapping(actor, input);
  return outcome.ok
    ? Response.json(outcome)
    : Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-found' ? 404 : 422 });
}, 'lead');
