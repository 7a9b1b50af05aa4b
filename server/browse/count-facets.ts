import { reuseAnswers } from '#server/jobs/reuse-answers.ts';
import { trailOf } from './list-tree.ts';
import { type AlikeProducts, facetCounts } from './rules-facets.ts';
import { type ProductFacets, type ProductFilter, productFilterSchema } from './schema-products.ts';
import { bareScopeOf, scopeOf } from './scope-of-filter.ts';
import { countAlike, readSellerNames } from './store-facets.ts';

/** Of a whole catalog, where it is large for all who look and every click on a facet: at most five seconds old. */
const alikeInCatalog = reuseAnswers(async (catalogId) => {
  const everything = productFilterSchema.parse({});
  return countAlike(everything, await bareScopeOf(catalogId, everything));
});

async function alikeUnder(catalogId: string, filter: ProductFilter): Promise<AlikeProducts[]> {
  const { q, like, category, sellerCategory, importRun } = filter;
  if (!(q || like || category || sellerCategory || importRun)) return alikeInCatalog(catalogId);
  return countAlike(filter, (await scopeOf(catalogId, filter, 'counts')).scope);
}

/** How many products each value of each facet would show. */
export async function facetsOf(catalogId: string, filter: ProductFilter): Promise<ProductFacets> {
  const [alike, trail] = await Promise.all([alikeUnder(catalogId, filter), trailOf(catalogId, filter)]);
  const { total, counts } = facetCounts(alike, filter);
  const names = await readSellerNames(
    counts.filter(({ facet }) => facet === 'seller').map(({ value }) => value),
  );
  return {
    total,
    trail,
    counts: counts.map((count) => ({ ...count, label: names.get(count.value) ?? count.value })),
  };
}
