/**
 * Learns the filter: a tree on balanced classes, and which of its leaves let pairs go on, so that the share of true pairs asked
 * for is kept on pairs that did not teach the tree.
 */

import type { Labelled } from '../trees/boost.ts';
import { cutForRecall, trainDecisionTree } from '../trees/decision-tree.ts';
import { type DenseRows, leafOf, type Tree, takeDenseRows } from '../trees/tree.ts';
import { filterFacts, writeFacts } from './filter-facts.ts';
import type { FilterRows } from './filter-rows.ts';
import { type FilterTree, toFilter } from './filter-tree.ts';

export interface FilterOptions {
  leavesMax: number;
  depthMax: number;
  leafRowsMin: number;
  /** Share of the true pairs of `held` that must go on. */
  recallMin: number;
}

/**
 * Facts that all rows know and that speak one way: more words shared never make a pair less likely, more of them apart never more.
 * A fact that may be missing is free, since its codes stand below its values.
 */
const monotone = Int8Array.from(filterFacts, ({ kind, needs }) => {
  if (needs) return 0;
  if (kind === 'bits shared') return 1;
  return kind === 'bits apart' ? -1 : 0;
});

export const filterDefaults: FilterOptions = {
  leavesMax: 48,
  depthMax: 10,
  leafRowsMin: 10,
  recallMin: 0.99,
};

/** Facts of pairs as rows to learn from. */
export function factRows(rows: FilterRows, left: ArrayLike<number>, right: ArrayLike<number>): DenseRows {
  const featureCount = filterFacts.length;
  const values = new Float32Array(left.length * featureCount);
  for (let pair = 0; pair < left.length; pair++)
    writeFacts(rows, left[pair], right[pair], values, pair * featureCount);
  return { values, rowCount: left.length, featureCount };
}

/** Weights by which true pairs and others count the same in all; their mean is 1. */
function balanced({ labels, weights }: Labelled): Float32Array {
  const sums = [0, 0];
  labels.forEach((label, row) => {
    sums[label] += weights?.[row] ?? 1;
  });
  const half = labels.length / 2;
  return Float32Array.from(labels, (label, row) => (half * (weights?.[row] ?? 1)) / Math.max(1, sums[label]));
}

/** @param held pairs of other listings than those of `train`: they choose the leaves */
export function learnFilter(
  train: Labelled,
  held: Labelled,
  options: Partial<FilterOptions> = {},
): FilterTree {
  const { recallMin, ...shape } = { ...filterDefaults, ...options };
  const tree = trainDecisionTree({ ...train, weights: balanced(train) }, { ...shape, monotone });
  return toFilter(tree, cutForRecall(tree, held, recallMin));
}

function part({ rows, labels, weights }: Labelled, wanted: Int32Array): Labelled {
  return {
    rows: takeDenseRows(rows, wanted),
    labels: Uint8Array.from(wanted, (row) => labels[row]),
    weights: weights && Float32Array.from(wanted, (row) => weights[row]),
  };
}

/**
 * The same where no pairs stand aside to choose the leaves: true pairs are answered by trees that did not see their fold.
 * @param folds of each row; −1 of rows that only teach
 */
export function learnFilterByFolds(
  all: Labelled,
  folds: Int32Array,
  options: Partial<FilterOptions> = {},
): FilterTree {
  const { recallMin, ...shape } = { ...filterDefaults, ...options };
  const grow = (train: Labelled): Tree =>
    trainDecisionTree({ ...train, weights: balanced(train) }, { ...shape, monotone });
  const everyRow = Int32Array.from(folds.keys());
  const values: number[] = [];
  for (const fold of new Set(folds)) {
    if (fold < 0) continue;
    const tree = grow(
      part(
        all,
        everyRow.filter((row) => folds[row] !== fold),
      ),
    );
    for (const row of everyRow)
      if (folds[row] === fold && all.labels[row] === 1)
        values.push(tree.value[leafOf(tree, all.rows.values, row * all.rows.featureCount)]);
  }
  values.sort((low, high) => low - high);
  return toFilter(grow(all), values[Math.floor((1 - recallMin) * (values.length - 1))] ?? 0);
}
