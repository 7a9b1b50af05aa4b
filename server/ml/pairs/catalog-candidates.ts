/** Candidate pairs of some listings among all of a catalog, in one go: for training and benchmarks. */
import { type CandidateBounds, candidateBounds } from './candidate-source.ts';
import type { CatalogCorpus } from './catalog-corpus.ts';
import { CatalogSearch } from './catalog-search.ts';

export interface CatalogCandidates {
  /** Records; left < right, ascending. */
  left: Int32Array;
  right: Int32Array;
  sources: Uint8Array;
}

/** Candidates of some listings among all. */
export function catalogCandidates(
  catalog: CatalogCorpus,
  queries: ArrayLike<number>,
  bounds: CandidateBounds = candidateBounds,
): CatalogCandidates {
  const { count } = catalog;
  const search = new CatalogSearch(catalog, new Set(), 0, bounds);
  for (const _ of search.prepare());
  const found = new Map<number, number>();
  for (let at = 0; at < queries.length; at++) {
    for (const [other, bits] of search.candidates(queries[at])) {
      const key = Math.min(queries[at], other) * count + Math.max(queries[at], other);
      found.set(key, (found.get(key) ?? 0) | bits);
    }
  }
  const keys = Float64Array.from(found.keys()).sort();
  return {
    left: Int32Array.from(keys, (key) => Math.floor(key / count)),
    right: Int32Array.from(keys, (key) => key % count),
    sources: Uint8Array.from(keys, (key) => found.get(key) ?? 0),
  };
}
