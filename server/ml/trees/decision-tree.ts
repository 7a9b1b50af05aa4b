/**
 * One decision tree that lets candidates through: few leaves, so that it can be read, compiled and run on every pair.
 * Leaves hold the share of positives (Laplace-smoothed); the cut is the highest that keeps the recall asked for.
 */
import { binRows } from './bins.ts';
import type { Labelled } from './boost.ts';
import { growTree } from './grow-tree.ts';
import { leafOf, type Tree } from './tree.ts';

export interface DecisionTreeOptions {
  leavesMax: number;
  depthMax: number;
  leafRowsMin: number;
  /** As `GrowOptions.monotone`. */
  monotone?: Int8Array;
}

/** Fits the tree; `value` of a leaf is the share of positives among its training rows, each counting by its weight. */
export function trainDecisionTree(train: Labelled, options: DecisionTreeOptions): Tree {
  const { rows, labels } = train;
  const gradient = new Float32Array(rows.rowCount);
  const curvature = train.weights?.slice() ?? new Float32Array(rows.rowCount).fill(1);
  let [positive, all] = [0, 0];
  for (let row = 0; row < rows.rowCount; row++) {
    positive += labels[row] * curvature[row];
    all += curvature[row];
  }
  const mean = positive / all;
  // Squared loss: its gain is the decrease of Gini impurity.
  for (let row = 0; row < rows.rowCount; row++) gradient[row] = curvature[row] * (mean - labels[row]);
  const tree = growTree(
    binRows(rows),
    { gradient, curvature },
    Int32Array.from({ length: rows.rowCount }, (_, row) => row),
    Array.from({ length: rows.featureCount }, (_, feature) => feature),
    { ...options, lambda: 0, gainMin: 1e-9, learningRate: 1 },
  );
  const counts = new Float64Array(tree.value.length);
  const positives = new Float64Array(tree.value.length);
  for (let row = 0; row < rows.rowCount; row++) {
    const leaf = leafOf(tree, rows.values, row * rows.featureCount);
    counts[leaf] += curvature[row];
    positives[leaf] += labels[row] * curvature[row];
  }
  for (let node = 0; node < tree.value.length; node++) {
    tree.value[node] = tree.feature[node] < 0 ? (positives[node] + 0.5) / (counts[node] + 1) : 0;
  }
  return tree;
}

/** The highest leaf value that still lets `recallMin` of the positives through. */
export function cutForRecall(tree: Tree, held: Labelled, recallMin: number): number {
  const passed: number[] = [];
  for (let row = 0; row < held.rows.rowCount; row++) {
    if (held.labels[row])
      passed.push(tree.value[leafOf(tree, held.rows.values, row * held.rows.featureCount)]);
  }
  passed.sort((low, high) => low - high);
  return passed.length === 0 ? 0 : passed[Math.floor((1 - recallMin) * (passed.length - 1))];
}
