import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { startMeaning } from '#server/representation/ask-meaning.ts';
import { queueSchema } from '#server/review/schema.ts';
import { countFacets } from '#server/review/store-filter.ts';

/** What the queue can be narrowed to. */
export const GET = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
  await requireCatalog(actor, catalogId);
  // Whoever sees these choices may type words next.
  startMeaning(catalogId);
  return Response.json(await countFacets(actor, queue, catalogId));
});
