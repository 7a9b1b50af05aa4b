/** One-vs-rest training over worker threads on shared memory: many labels and folds of the same rows at once. */
import {
  type BlockAddresses,
  lanes,
  type RowAddresses,
  type SvmOptions,
  svmDefaults,
} from '#server/ml/linear/block-svm.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { svmKernelText } from '#server/ml/wasm/svm-kernel.ts';
import { KernelPlan } from './kernel-memory.ts';
import { type OneVsRestTask, runTask, type SharedProblem } from './one-vs-rest-task.ts';
import { runThread } from './run-thread.ts';
import { sharedFloats, sharedInts } from './shared-arrays.ts';
import { wasmModule } from './wasm-module.ts';

/** One label to learn from some rows of the first matrix. */
export interface OneVsRestProblem {
  rows: Int32Array;
  /** Class of each of these rows, 0 … classCount − 1. */
  classOf: Int32Array;
  classCount: number;
  /** Classes with like ones together: rows of other branches then rest for a whole block. Default: by number. */
  classOrder?: Int32Array;
  /** Rows of any matrix to score with the trained classes. */
  score: { matrix: number; rows: Int32Array }[];
  keepWeights?: boolean;
}

export interface OneVsRestInput {
  /** The first holds the training rows; all have the same columns. */
  matrices: SparseRows[];
  problems: OneVsRestProblem[];
  threads: number;
  svm?: Partial<SvmOptions>;
  /** Features × blocks below which no thread is started. */
  inlineBelow?: number;
}

export interface OneVsRestResult {
  /** For each problem and each of its `score`: rows × classes. */
  scores: Float32Array[][];
  /** For each problem: classCount × (columnCount + 1), bias last; null unless kept. */
  weights: (Float32Array | null)[];
  /** Wall time of scoring alone, as if it had not been interleaved with training. */
  scoreSeconds: number;
}

/** Below this, starting threads (0.7 s each under tsx) costs more than the work. */
const inlineBelow = 15_000_000;
/** Rows scored at a time. */
const outRowsMax = 4096;

function shareProblem(problem: OneVsRestProblem, columnCount: number): SharedProblem {
  const { classCount } = problem;
  const order = problem.classOrder ?? Int32Array.from({ length: classCount }, (_, label) => label);
  return {
    rows: sharedInts(problem.rows),
    classOf: sharedInts(problem.classOf),
    classCount,
    classOrder: sharedInts(order),
    score: problem.score.map(({ matrix, rows }) => ({
      matrix,
      rows: sharedInts(rows),
      scores: sharedFloats(rows.length * classCount),
    })),
    weights: problem.keepWeights ? sharedFloats(classCount * (columnCount + 1)) : null,
  };
}

function planRows(plan: KernelPlan, rows: SparseRows): RowAddresses {
  return {
    offsets: plan.take(rows.rowCount + 1),
    indices: plan.take(rows.indices.length),
    values: plan.take(rows.indices.length),
  };
}

function copyRows(buffer: ArrayBufferLike, rows: SparseRows, to: RowAddresses): void {
  new Int32Array(buffer, to.offsets).set(rows.offsets);
  new Int32Array(buffer, to.indices).set(rows.indices);
  new Float32Array(buffer, to.values).set(rows.values);
}

function planPlace(plan: KernelPlan, rowCount: number, columnCount: number, outRows: number): BlockAddresses {
  const weights = plan.take((columnCount + 1) * lanes);
  return {
    weights,
    bias: weights + 4 * columnCount * lanes,
    alpha: plan.take(rowCount * lanes),
    laneOf: plan.take(rowCount),
    steps: plan.take(rowCount),
    order: plan.take(Math.max(rowCount, outRows)),
    bounds: plan.take(4 * lanes),
    out: plan.take(outRows * lanes),
  };
}

function listBlocks(problems: SharedProblem[]): Int32Array {
  const blocks: [number, number, number][] = [];
  problems.forEach((problem, at) => {
    for (let first = 0; first < problem.classCount; first += lanes)
      blocks.push([at, first, problem.rows.length]);
  });
  // The largest first: a long block taken last would leave the other threads idle.
  blocks.sort((left, right) => right[2] - left[2]);
  return sharedInts(blocks.flatMap((block) => block.slice(0, 2)));
}

/** Trains every problem. Same input and seed, same result, for any number of threads. */
export async function trainOneVsRest(input: OneVsRestInput): Promise<OneVsRestResult> {
  const [{ rowCount, columnCount, indices }] = input.matrices;
  const problems = input.problems.map((problem) => shareProblem(problem, columnCount));
  const blocks = listBlocks(problems);
  const isSmall = (indices.length * blocks.length) / 2 < (input.inlineBelow ?? inlineBelow);
  const threads = isSmall ? 1 : Math.max(1, Math.min(input.threads, blocks.length / 2));
  const scored = problems.flatMap((problem) => problem.score.map((target) => target.rows.length));
  const outRows = Math.min(outRowsMax, Math.max(1, ...scored));
  const plan = new KernelPlan();
  const matrices = input.matrices.map((rows) => planRows(plan, rows));
  const places = Array.from({ length: threads }, () => planPlace(plan, rowCount, columnCount, outRows));
  const memory = plan.allocate();
  input.matrices.forEach((rows, at) => copyRows(memory.buffer, rows, matrices[at]));
  const task: OneVsRestTask = {
    module: await wasmModule('svm', svmKernelText),
    memory,
    matrices,
    rowCount,
    columnCount,
    problems,
    blocks,
    places,
    outRows,
    counters: sharedInts([0, 0, 0]),
    svm: { ...svmDefaults, ...input.svm },
  };
  if (threads === 1) runTask(task);
  else {
    await Promise.all(Array.from({ length: threads }, () => runThread({ work: 'one-vs-rest', task })));
  }
  return {
    scores: problems.map((problem) => problem.score.map((target) => target.scores)),
    weights: problems.map((problem) => problem.weights),
    scoreSeconds: task.counters[2] / 1e6 / threads,
  };
}
