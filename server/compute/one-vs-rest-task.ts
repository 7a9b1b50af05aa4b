/** The work of one-vs-rest training, as one thread does it: take the next class, train it, score what was asked for. */
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { type SvmOptions, squaredLengths, trainSvm } from '#server/ml/linear/train-svm.ts';

export interface OneVsRestTask {
  train: SparseRows;
  /** Class of each training row. */
  classOf: Int32Array;
  classCount: number;
  score: { rows: SparseRows; scores: Float32Array }[];
  /** classCount × (columnCount + 1); absent where weights are not kept. */
  weights: Float32Array | null;
  /** Next class to take, shared by all threads. */
  next: Int32Array;
  /** Microseconds that all threads together spent on scoring. */
  spent: Int32Array;
  svm: SvmOptions;
}

function scoreInto(
  rows: SparseRows,
  weights: Float64Array,
  scores: Float32Array,
  column: number,
  width: number,
): void {
  const bias = weights[rows.columnCount];
  for (let row = 0; row < rows.rowCount; row++) {
    let sum = bias;
    for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++)
      sum += weights[rows.indices[at]] * rows.values[at];
    scores[row * width + column] = sum;
  }
}

/** Takes classes until none is left: alone, or beside other threads on the same task. */
export function runTask(task: OneVsRestTask): void {
  const squares = squaredLengths(task.train);
  for (;;) {
    const label = Atomics.add(task.next, 0, 1);
    if (label >= task.classCount) return;
    const signs = Int8Array.from(task.classOf, (own) => (own === label ? 1 : -1));
    const weights = trainSvm(task.train, signs, squares, { ...task.svm, seed: task.svm.seed + label });
    const startedAt = performance.now();
    for (const { rows, scores } of task.score) scoreInto(rows, weights, scores, label, task.classCount);
    Atomics.add(task.spent, 0, Math.round((performance.now() - startedAt) * 1000));
    task.weights?.set(weights, label * weights.length);
  }
}
