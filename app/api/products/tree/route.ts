import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { listTree } from '#server/browse/list-tree.ts';
import { productFilterSchema } from '#server/browse/schema-products.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

const parentSchema = z.uuid().nullable();

/** One level of the category tree with counts under the filter. */
export const GET = withActor(async (request, actor) => {
  const { catalog: asked, parent, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
  const catalog = await currentCatalog(actor, asked);
  const parentId = parentSchema.parse(parent ?? null);
  if (!catalog) return Response.json({ nodes: [], moreCount: 0, withoutCategory: 0, inOlderVersion: 0 });
  return Response.json(await listTree(catalog.id, productFilterSchema.parse(filter), parentId));
});
