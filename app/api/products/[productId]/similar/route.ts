import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { findSimilar } from '#server/browse/find-similar.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

/** Listings nearest to a product by its embedding. */
export const GET = withActor(async (request, actor, { productId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const similar = catalog ? await findSimilar(catalog.id, z.uuid().parse(productId)) : null;
  return similar ? Response.json(similar) : Response.json({ error: 'not-found' }, { status: 404 });
});
