import { withActor } from '#server/auth/route.ts';
import { listProducts } from '#server/browse/list-products.ts';
import { type ProductPage, productFilterSchema } from '#server/browse/schema-products.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

const nothing: ProductPage = { products: [], next: null, isNearest: false, byWordsOnly: null, like: null };

/** A page of the product list; `after` is `next` of the page before. */
export const GET = withActor(async (request, actor) => {
  const { catalog: asked, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
  const catalog = await currentCatalog(actor, asked);
  if (!catalog) return Response.json(nothing);
  return Response.json(await listProducts(catalog.id, productFilterSchema.parse(filter)));
});
