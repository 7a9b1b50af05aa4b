/** Candidate pairs of some listings among all of a catalog, in one go: for training and benchmarks. */
import { CandidatePairs, type CatalogCandidates, uniteCandidates } from './candidate-pairs.ts';
import { type CandidateBounds, candidateBounds } from './candidate-source.ts';
import { CatalogSearch, type SearchableRecords } from './catalog-search.ts';

/** Candidates of some listings among all. */
export function catalogCandidates(
  catalog: SearchableRecords,
  queries: ArrayLike<number>,
  bounds: CandidateBounds = candidateBounds,
): CatalogCandidates {
  const search = new CatalogSearch(catalog, new Set(), 0, bounds);
  for (const _ of search.prepare());
  const found = new CandidatePairs(catalog.count);
  for (let at = 0; at < queries.length; at++)
    for (const [other, sources] of search.candidates(queries[at])) found.add(queries[at], other, sources);
  return uniteCandidates([found.sorted()], catalog.count);
}
