import type { FacetName, ProductFilter } from './schema-products.ts';
import { facetNames } from './schema-products.ts';

/** Products that are alike in every facet, counted: of these few rows every facet's counts are sums. Pure. */
export type AlikeProducts = Record<FacetName, string> & { products: number };

/** Values shown of a facet: sellers and languages may be many. */
const valuesMax = 40;

const passes = (row: AlikeProducts, filter: ProductFilter, facet: FacetName): boolean =>
  filter[facet].length === 0 || (filter[facet] as readonly string[]).includes(row[facet]);

/** Counts of each facet's values under all filters but its own, the fullest first; and how many pass all of them. */
export function facetCounts(
  rows: readonly AlikeProducts[],
  filter: ProductFilter,
): { total: number; counts: { facet: FacetName; value: string; products: number }[] } {
  const sums = new Map(facetNames.map((facet) => [facet, new Map<string, number>()]));
  let total = 0;
  for (const row of rows) {
    const failed = facetNames.filter((facet) => !passes(row, filter, facet));
    if (failed.length === 0) total += row.products;
    // A row that fails one facet alone still counts among the values of that facet.
    const counted = failed.length === 0 ? facetNames : failed.length === 1 ? failed : [];
    for (const facet of counted) {
      const sum = sums.get(facet);
      sum?.set(row[facet], (sum.get(row[facet]) ?? 0) + row.products);
    }
  }
  const counts = facetNames.flatMap((facet) =>
    [...(sums.get(facet) ?? [])]
      .map(([value, products]) => ({ facet, value, products }))
      .sort((a, b) => b.products - a.products || (a.value < b.value ? -1 : 1))
      .slice(0, valuesMax),
  );
  return { total, counts };
}
