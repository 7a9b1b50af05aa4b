import { withActor } from '#server/auth/route.ts';
import { facetsOf } from '#server/browse/count-facets.ts';
import { productFilterSchema } from '#server/browse/schema-products.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

/** How many products each facet value would show, and where the chosen category stands in the tree. */
export const GET = withActor(async (request, actor) => {
  const { catalog: asked, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
  const catalog = await currentCatalog(actor, asked);
  if (!catalog) return Response.json({ total: 0, counts: [], trail: [] });
  return Response.json(await facetsOf(catalog.id, productFilterSchema.parse(filter)));
});
