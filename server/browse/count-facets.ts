import { scopeOf } from './list-products.ts';
import { trailOf } from './list-tree.ts';
import type { ProductFacets, ProductFilter } from './schema-products.ts';
import { countFacets, readSellerNames } from './store-facets.ts';

/** How many products each value of each facet would show. */
export async function facetsOf(catalogId: string, filter: ProductFilter): Promise<ProductFacets> {
  const [counts, trail] = await Promise.all([
    countFacets(filter, await scopeOf(catalogId, filter)),
    trailOf(catalogId, filter),
  ]);
  const names = await readSellerNames(counts.filter((row) => row.facet === 'seller').map((row) => row.value));
  return {
    total: counts.find((row) => row.facet === 'total')?.products ?? 0,
    trail,
    counts: counts.flatMap(({ facet, value, products }) =>
      facet === 'total' ? [] : [{ facet, value, label: names.get(value) ?? value, products }],
    ),
  };
}
