/** One-vs-rest training over worker threads on shared memory: many labels and folds of the same rows at once. */
import path from 'node:path';
import { lanes, type RowAddresses, type SvmOptions, svmDefaults } from '#server/ml/linear/block-svm.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { svmKernelText } from '#server/ml/wasm/svm-kernel.ts';
import { KernelPlan, kernelBytesMax, tooLarge } from './kernel-memory.ts';
import {
  type OneVsRestTask,
  runTask,
  type SharedProblem,
  type ThreadPlace,
  type TrainingRows,
} from './one-vs-rest-task.ts';
import { type RowShards, readShard, type Shard } from './row-shards.ts';
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
  matrices: [training: SparseRows | RowShards, ...others: SparseRows[]];
  problems: OneVsRestProblem[];
  threads: number;
  svm?: Partial<SvmOptions>;
  /** Features × blocks below which no thread is started. */
  inlineBelow?: number;
  /** Ends training in threads early; the call then throws its reason. */
  signal?: AbortSignal;
  /** Bytes of working memory. Rows in files are kept in memory where they fit, else read a shard at a time. */
  memoryMax?: number;
}

/** How the solver ended: by its tolerance, or by the most passes that it may take. */
export interface Solved {
  /** Of 32 classes each. */
  blocks: number;
  converged: number;
  passesMean: number;
  passesMax: number;
}

export interface OneVsRestResult {
  solved: Solved;
  /** For each problem and each of its `score`: rows × classes. */
  scores: Float32Array[][];
  /** For each problem: classCount × (columnCount + 1), bias last; null unless kept. */
  weights: (Float32Array | null)[];
  /** Working memory, kept weights and scores apart. */
  memoryBytes: number;
  /** Were the rows read from files again and again? */
  isStreamed: boolean;
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

function planRows(plan: KernelPlan, rows: { rowCount: number; indices: { length: number } }): RowAddresses {
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

function planSlot(plan: KernelPlan, shards: readonly Shard[]): RowAddresses {
  const rows = Math.max(...shards.map((shard) => shard.rowCount));
  const entries = Math.max(...shards.map((shard) => shard.entryCount));
  return { offsets: plan.take(rows + 1), indices: plan.take(entries), values: plan.take(entries) };
}

function planPlace(plan: KernelPlan, layout: Layout, thread: number): ThreadPlace {
  const { rowCount, columnCount, outRows, streamed } = layout;
  const weights = plan.take((columnCount + 1) * lanes);
  const alphaRows = streamed ? Math.max(...streamed.shards.map((shard) => shard.rowCount)) : rowCount;
  return {
    weights,
    bias: weights + 4 * columnCount * lanes,
    alpha: plan.take(alphaRows * lanes),
    laneOf: plan.take(rowCount),
    steps: plan.take(rowCount),
    order: plan.take(Math.max(rowCount, outRows)),
    bounds: plan.take(4 * lanes),
    out: plan.take(outRows * lanes),
    slot: streamed && planSlot(plan, streamed.shards),
    alphaFile: streamed && path.join(streamed.folder, `alpha-${thread}`),
  };
}

interface Layout {
  rowCount: number;
  columnCount: number;
  outRows: number;
  /** Shards that are read one at a time; null where all rows are in memory. */
  streamed: RowShards | null;
}

interface Planned {
  plan: KernelPlan;
  training: TrainingRows;
  matrices: (RowAddresses | null)[];
  places: ThreadPlace[];
}

function isShards(rows: SparseRows | RowShards): rows is RowShards {
  return 'shards' in rows;
}

/** Lays out the memory with the rows in it, or with room for one shard a thread. */
function planMemory(input: OneVsRestInput, outRows: number, threads: number, isStreamed: boolean): Planned {
  const plan = new KernelPlan();
  const [first, ...others] = input.matrices;
  const { rowCount, columnCount } = first;
  const layout = { rowCount, columnCount, outRows, streamed: isShards(first) && isStreamed ? first : null };
  const own = isShards(first) ? null : planRows(plan, first);
  const pieces = isShards(first)
    ? first.shards.map((shard) => {
        const length = { rowCount: shard.rowCount, indices: { length: shard.entryCount } };
        return { ...shard, shard, rows: isStreamed ? null : planRows(plan, length) };
      })
    : [{ firstRow: 0, rowCount, shard: null, rows: own }];
  return {
    plan,
    training: { rowCount, pieces },
    matrices: [own, ...others.map((rows) => planRows(plan, rows))],
    places: Array.from({ length: threads }, (_, thread) => planPlace(plan, layout, thread)),
  };
}

/** The first layout that fits: rows in memory, a shard a thread, a shard for fewer threads. */
function planWithin(
  input: OneVsRestInput,
  outRows: number,
  threads: number,
): Planned & { isStreamed: boolean } {
  const memoryMax = Math.min(kernelBytesMax, input.memoryMax ?? kernelBytesMax);
  const inFiles = isShards(input.matrices[0]);
  const tries = [{ isStreamed: false, threads }];
  if (inFiles)
    for (let fewer = threads; fewer >= 1; fewer--) tries.push({ isStreamed: true, threads: fewer });
  for (const { isStreamed, threads: count } of tries) {
    const planned = planMemory(input, outRows, count, isStreamed);
    if (planned.plan.bytes <= memoryMax) return { ...planned, isStreamed };
    if (!inFiles) throw tooLarge(planned.plan.bytes);
  }
  throw tooLarge(planMemory(input, outRows, 1, inFiles).plan.bytes);
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

function fillMemory(buffer: ArrayBufferLike, input: OneVsRestInput, planned: Planned): void {
  const [first, ...others] = input.matrices;
  if (!isShards(first) && planned.matrices[0]) copyRows(buffer, first, planned.matrices[0]);
  others.forEach((rows, at) => {
    const to = planned.matrices[at + 1];
    if (to) copyRows(buffer, rows, to);
  });
  for (const { shard, rows } of planned.training.pieces) if (shard && rows) readShard(shard, buffer, rows);
}

function entriesOf(rows: SparseRows | RowShards): number {
  return isShards(rows) ? rows.shards.reduce((sum, shard) => sum + shard.entryCount, 0) : rows.indices.length;
}

/** Each block is taken by its number: with a number beyond the last one, threads end with the block that they are at. */
async function runThreads(task: OneVsRestTask, threads: number, signal?: AbortSignal): Promise<void> {
  const stop = (): void => void Atomics.store(task.counters, 1, task.blocks.length);
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    await Promise.all(Array.from({ length: threads }, () => runThread({ work: 'one-vs-rest', task })));
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  signal?.throwIfAborted();
}

/**
 * Trains every problem. Same input and seed, same result, for any number of threads; rows in files give the same result
 * whether they fit into memory or are streamed.
 * @throws KernelMemoryError where the working memory does not suffice
 */
export async function trainOneVsRest(input: OneVsRestInput): Promise<OneVsRestResult> {
  const [training] = input.matrices;
  const { columnCount } = training;
  const problems = input.problems.map((problem) => shareProblem(problem, columnCount));
  const blocks = listBlocks(problems);
  const isSmall = (entriesOf(training) * blocks.length) / 2 < (input.inlineBelow ?? inlineBelow);
  const wanted = isSmall ? 1 : Math.max(1, Math.min(input.threads, blocks.length / 2));
  const scored = problems.flatMap((problem) => problem.score.map((target) => target.rows.length));
  const outRows = Math.min(outRowsMax, Math.max(1, ...scored));
  const planned = planWithin(input, outRows, wanted);
  const memory = planned.plan.allocate();
  fillMemory(memory.buffer, input, planned);
  const task: OneVsRestTask = {
    module: await wasmModule('svm', svmKernelText),
    memory,
    training: planned.training,
    matrices: planned.matrices,
    columnCount,
    problems,
    blocks,
    places: planned.places,
    outRows,
    counters: sharedInts([0, 0, 0, 0, 0]),
    svm: { ...svmDefaults, ...input.svm },
  };
  const threads = planned.places.length;
  if (threads === 1) runTask(task);
  else await runThreads(task, threads, input.signal);
  return {
    scores: problems.map((problem) => problem.score.map((target) => target.scores)),
    weights: problems.map((problem) => problem.weights),
    memoryBytes: planned.plan.bytes,
    isStreamed: planned.isStreamed,
    solved: {
      blocks: blocks.length / 2,
      converged: task.counters[4],
      passesMean: task.counters[3] / Math.max(1, blocks.length / 2),
      passesMax: task.svm.passesMax,
    },
    scoreSeconds: task.counters[2] / 1e6 / threads,
  };
}
