/** Candidates that the catalog's learnt filter refuses. Asked about pairs that words alone found and nobody decided. */
import { FilterRows } from '#server/ml/filter/filter-rows.ts';
import { type FilterTree, passes } from '#server/ml/filter/filter-tree.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { hashedText } from '#server/ml/pairs/hashed-text.ts';
import type { CatalogIndex } from './catalog-index.ts';
import type { CandidateRow } from './store-pairs.ts';

/** One refused pair in so many goes on all the same: what filters lose would otherwise be seen by nobody. */
export const sparedOneIn = 100;

/** Whether chance lets a refused pair through: always the same ones, whoever asks. */
export function isSpared(a: string, b: string): boolean {
  return (hashedText(`${a} ${b}`)[1] >>> 0) % sparedOneIn === 0;
}

/** @param isDecided whether people said something of a pair that holds */
export function filterCandidates(
  index: Pick<CatalogIndex, 'recordOf' | 'addFilterRow'>,
  filter: FilterTree,
  found: readonly CandidateRow[],
  isDecided: (pair: CandidateRow) => boolean,
): { kept: CandidateRow[]; refused: CandidateRow[] } {
  const rows = new FilterRows();
  const places = new Map<string, number>();
  const rowOf = (id: string): number => {
    const place = places.get(id) ?? index.addFilterRow(rows, index.recordOf.get(id) ?? -1);
    places.set(id, place);
    return place;
  };
  const kept: CandidateRow[] = [];
  const refused: CandidateRow[] = [];
  for (const pair of found) {
    const goesOn =
      pair.sources !== source.text || isDecided(pair) || passes(filter, rows, rowOf(pair.a), rowOf(pair.b));
    if (goesOn) kept.push(pair);
    else if (isSpared(pair.a, pair.b)) kept.push({ ...pair, sources: pair.sources | source.spared });
    else refused.push(pair);
  }
  return { kept, refused };
}
