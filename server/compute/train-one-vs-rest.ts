/**
 * One-vs-rest training over worker threads on shared memory. Each class is trained by one thread from a seed of its
 * own, so the result is the same for any number of threads.
 */
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { type SvmOptions, svmDefaults } from '#server/ml/linear/train-svm.ts';
import { type OneVsRestTask, runTask } from './one-vs-rest-task.ts';
import { runThread } from './run-thread.ts';

export interface OneVsRestInput {
  train: SparseRows;
  /** Class of each training row, 0 … classCount − 1. */
  classOf: Int32Array;
  classCount: number;
  /** Rows to score with the trained classes. */
  score: SparseRows[];
  threads: number;
  keepWeights?: boolean;
  svm?: Partial<SvmOptions>;
}

export interface OneVsRestResult {
  /** For each matrix of `score`: rowCount × classCount scores. */
  scores: Float32Array[];
  /** classCount × (columnCount + 1), bias last; null unless kept. */
  weights: Float32Array | null;
  /** Wall time of scoring alone, as if it had not been interleaved with training. */
  scoreSeconds: number;
}

/** Features × classes below which starting threads (0.7 s each under tsx) costs more than the work. */
const inlineMax = 5_000_000;

function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

export async function trainOneVsRest(input: OneVsRestInput): Promise<OneVsRestResult> {
  const { train, classCount } = input;
  const task: OneVsRestTask = {
    train,
    classOf: input.classOf,
    classCount,
    score: input.score.map((rows) => ({ rows, scores: sharedFloats(rows.rowCount * classCount) })),
    weights: input.keepWeights ? sharedFloats(classCount * (train.columnCount + 1)) : null,
    next: new Int32Array(new SharedArrayBuffer(4)),
    spent: new Int32Array(new SharedArrayBuffer(4)),
    svm: { ...svmDefaults, ...input.svm },
  };
  const isSmall = train.indices.length * classCount < inlineMax;
  const threads = isSmall ? 1 : Math.max(1, Math.min(input.threads, classCount));
  if (isSmall) runTask(task);
  else {
    const module = new URL('./one-vs-rest.worker.ts', import.meta.url);
    await Promise.all(Array.from({ length: threads }, () => runThread(module, task)));
  }
  return {
    scores: task.score.map((scored) => scored.scores),
    weights: task.weights,
    scoreSeconds: task.spent[0] / 1e6 / threads,
  };
}
