import type { CategoryTrail, ProductFilter, TreeLevel } from './schema-products.ts';
import { bareScopeOf, scopeOf } from './scope-of-filter.ts';
import { countChildren, countOutsideTree, readTrail } from './store-facets.ts';

/** Children listed of one category; the rest is found by the search. */
const childrenMax = 200;

/** One level of the category tree with counts; a parent that is not of the catalog's taxonomy has no children. */
export async function listTree(
  catalogId: string,
  filter: ProductFilter,
  parentId: string | null,
): Promise<TreeLevel> {
  const { scope } = await scopeOf(catalogId, filter, 'counts');
  const nothing: TreeLevel = { nodes: [], moreCount: 0, withoutCategory: 0, inOlderVersion: 0 };
  if (!scope.taxonomyVersionId) return nothing;
  const trail = parentId ? await readTrail(scope.taxonomyVersionId, parentId) : null;
  if (parentId && !trail) return nothing;
  const [counted, outside] = await Promise.all([
    countChildren(filter, scope, trail?.at(-1) ?? null, childrenMax),
    parentId ? { withoutCategory: 0, inOlderVersion: 0 } : countOutsideTree(filter, scope),
  ]);
  return {
    nodes: counted.map(({ childCount: _childCount, ...node }) => node),
    moreCount: Math.max(0, (counted[0]?.childCount ?? 0) - counted.length),
    ...outside,
  };
}

/** From the root to a category of the catalog's taxonomy; empty where there is no such category. */
export async function trailOf(catalogId: string, filter: ProductFilter): Promise<CategoryTrail[]> {
  const scope = await bareScopeOf(catalogId, filter);
  if (!scope.taxonomyVersionId || !filter.category || filter.category === 'none') return [];
  const trail = await readTrail(scope.taxonomyVersionId, filter.category);
  return (trail ?? []).map(({ id, name }) => ({ categoryId: id, name }));
}
