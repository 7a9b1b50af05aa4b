import { withActor } from '#server/auth/route.ts';
import { listSellers } from '#server/browse/list-sellers.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

/** Sellers with the quality of what they send. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ sellers: catalog ? await listSellers(catalog.id) : [] });
});
