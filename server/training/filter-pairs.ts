/** A frozen dataset of pairs as the pair filter learns from it, and is measured on it. */
import { type ProductRows, readFilterRows } from '#server/duplicates/filter-examples.ts';
import { askedOnly, type FilterPair } from '#server/duplicates/train-pair-filter.ts';
import type { FilterRows } from '#server/ml/filter/filter-rows.ts';
import type { PairItemRow } from './rules-dataset.ts';
import type { SurePair } from './store-pairs.ts';

export interface FilterExamples {
  rows: FilterRows;
  teaching: FilterPair[];
  /** Of products that taught nothing. Those held out for choosing teach too: leaves are chosen out of fold. */
  heldOut: FilterPair[];
}

function place(
  { rowOf }: ProductRows,
  { a, b }: { a: string; b: string },
): Pick<FilterPair, 'left' | 'right'>[] {
  const [left, right] = [rowOf.get(a), rowOf.get(b)];
  return left === undefined || right === undefined ? [] : [{ left, right }];
}

/** Reads the listings of the pairs. Pairs of products that are gone are left out, and those that something else than words finds. */
export async function toFilterExamples(
  catalogId: string,
  items: readonly PairItemRow[],
  anchors: readonly SurePair[],
): Promise<FilterExamples> {
  const products = await readFilterRows(
    catalogId,
    [...items, ...anchors].flatMap(({ a, b }) => [a, b]),
  );
  const decided = (isTeaching: boolean): FilterPair[] =>
    items
      .filter(({ split }) => (split === 'train' || split === 'validation') === isTeaching)
      .flatMap((item) =>
        place(products, item).map((at) => ({
          ...at,
          isSame: item.relation === 'same',
          group: item.groupHash,
        })),
      );
  const undecided = anchors.flatMap((pair) =>
    place(products, pair).map((at) => ({ ...at, isSame: pair.p > 0.5, group: null })),
  );
  const { rows } = products;
  return {
    rows,
    teaching: askedOnly(rows, [...decided(true), ...undecided]),
    heldOut: askedOnly(rows, decided(false)),
  };
}
