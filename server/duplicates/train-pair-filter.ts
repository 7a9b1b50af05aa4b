/**
 * Learns from people's decisions which candidates need not be scored. A filter is only worth having where it can be shown to
 * lose next to nothing: what is lost before the matcher nobody sees. So it learns from enough pairs, and is measured on pairs of
 * products that it never saw.
 */
import type { FilterRows } from '#server/ml/filter/filter-rows.ts';
import { type FilterTree, factsAsked, passes } from '#server/ml/filter/filter-tree.ts';
import { isFoundOtherwise } from '#server/ml/filter/found-otherwise.ts';
import { factRows, learnFilterByFolds } from '#server/ml/filter/learn-filter.ts';
import { tied } from '#server/ml/graph/tied.ts';
import { wilsonInterval } from '#server/ml/statistics/intervals.ts';
import type { FilterRecall } from './schema-evaluation.ts';

/** A pair of rows, and what is known of it. */
export interface FilterPair {
  left: number;
  right: number;
  isSame: boolean;
  /** Pairs tied by common products; null of a pair that nobody decided. */
  group: string | null;
}

/** Recall that must be shown: no more than one true pair in fifty may be lost, and 95 of 100 times it is fewer. */
export const filterRecallMin = 0.98;
/** One-sided 95 %. */
const z95 = 1.644854;
/**
 * Products with decided duplicates to be measured on: with fewer, not even a filter that loses none of them could be shown to
 * keep .98 (Wilson's lower bound of n of n is n / (n + 2.71)).
 */
export const productsMin = 133;
/**
 * Decided duplicates to learn from: leaves are chosen to keep nearly all of them, and one of 300 is .003. Others people
 * seldom decide; of those that the matcher is sure of there are always enough.
 */
export const sameMin = 300;
export const othersMin = 300;
const foldCount = 5;
const recallStep = 0.0005;
/** Leaves of many pairs: what was refused among few true ones would not stay so among others. */
const shape = { leavesMax: 24, leafRowsMin: 20 };
/** A pair that nobody decided counts as much as this of one that people did. */
const anchorWeight = 0.1;

/** Pairs that the filter would be asked about: the others are found by something better than words. */
export function askedOnly(rows: FilterRows, pairs: readonly FilterPair[]): FilterPair[] {
  return pairs.filter(({ left, right }) => !isFoundOtherwise(rows, left, right));
}

/** Products of which these pairs hold duplicates: listings tied by being the same, directly or through others. */
export function countProducts(pairs: readonly FilterPair[]): number {
  const same = pairs.filter(({ isSame }) => isSame);
  const productOf = tied(same.map(({ left, right }) => [left, right] as const));
  return new Set(same.map(({ left }) => productOf(left))).size;
}

/** Throws RangeError where people decided too few pairs. */
export function checkEnough(teaching: readonly FilterPair[], heldOut: readonly FilterPair[]): void {
  const same = teaching.filter(({ isSame, group }) => isSame && group !== null).length;
  const others = teaching.filter(({ isSame }) => !isSame).length;
  const products = countProducts(heldOut);
  if (same >= sameMin && others >= othersMin && products >= productsMin) return;
  throw new RangeError(
    `${same} decided duplicates found by words alone to learn from, beside ${others} other pairs, and duplicates of ${products} products to be measured on; ${sameMin}, ${othersMin} and ${productsMin} are needed at least`,
  );
}

/**
 * What leaves are chosen for, on pairs that teach, out of fold: halfway between the least recall that so many products could
 * prove and all. Few of them prove nothing but a filter that loses none.
 */
export function recallAimedAt(products: number): number {
  let least = 1;
  while (wilsonInterval((least - recallStep) * products, products, z95).low >= filterRecallMin)
    least -= recallStep;
  return (1 + least) / 2;
}

/**
 * Throws RangeError where nothing can be refused without losing duplicates.
 * @param teaching decided pairs, and undecided ones that the matcher in use is sure of
 * @param heldOutProducts how many it will be measured on
 */
export function trainPairFilter(
  rows: FilterRows,
  teaching: readonly FilterPair[],
  heldOutProducts: number,
): FilterTree {
  const groups = new Map<string, number>();
  const folds = Int32Array.from(teaching, ({ group }) => {
    if (group === null) return -1;
    const number = groups.get(group) ?? groups.size;
    groups.set(group, number);
    return number % foldCount;
  });
  const [left, right] = (['left', 'right'] as const).map((side) => teaching.map((pair) => pair[side]));
  const filter = learnFilterByFolds(
    {
      rows: factRows(rows, left, right),
      labels: Uint8Array.from(teaching, ({ isSame }) => Number(isSame)),
      weights: Float32Array.from(teaching, ({ group }) => (group === null ? anchorWeight : 1)),
    },
    folds,
    { ...shape, recallMin: recallAimedAt(heldOutProducts) },
  );
  if (factsAsked(filter).length === 0)
    throw new RangeError(
      'no candidate can be refused without losing duplicates; more decisions may tell more',
    );
  return filter;
}

/** Recall on decided pairs of products that taught nothing. Pairs of one product are no independent witnesses: products count. */
export function measureFilter(
  rows: FilterRows,
  filter: FilterTree,
  heldOut: readonly FilterPair[],
): FilterRecall {
  const goesOn = ({ left, right }: FilterPair): boolean => passes(filter, rows, left, right);
  const same = heldOut.filter(({ isSame }) => isSame);
  const others = heldOut.filter(({ isSame }) => !isSame);
  const kept = same.filter(goesOn).length;
  const products = countProducts(heldOut);
  const recall = same.length === 0 ? 0 : kept / same.length;
  const { low: lower } = wilsonInterval(recall * products, products, z95);
  return {
    ...{ recall, lower, products, same: same.length, others: others.length },
    othersKept: others.filter(goesOn).length,
    isProven: products >= productsMin && lower >= filterRecallMin,
  };
}
