import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { readSellerTree } from '#server/browse/list-sellers.ts';
import { mappingFilterSchema } from '#server/browse/schema-sellers.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

/** A page of a seller's own categories with proposals. */
export const GET = withActor(async (request, actor, { sellerId }) => {
  const { catalog: asked, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
  const catalog = await currentCatalog(actor, asked);
  const tree = catalog
    ? await readSellerTree(catalog.id, z.uuid().parse(sellerId), mappingFilterSchema.parse(filter))
    : null;
  return tree ? Response.json(tree) : Response.json({ error: 'not-found' }, { status: 404 });
});
