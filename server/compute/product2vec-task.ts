/** The work of product2vec training as one thread does it: take the next model, train it from its own seed, score. */
import {
  Product2vec,
  type Product2vecAddresses,
  type Product2vecOptions,
  type TrainingWatch,
} from '#server/ml/embedding/product2vec.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { makeRng } from '#server/ml/rng.ts';
import { openBagKernel } from './bag-kernel.ts';
import { KernelPlan } from './kernel-memory.ts';
import type { ScoreTarget } from './one-vs-rest-task.ts';

/** A model to train on some rows of the first matrix. */
export interface SharedModel {
  rows: Int32Array;
  /** Class of each matrix row per level; −1 leaves it out. */
  labels: Int32Array[];
  classCounts: number[];
  /** Rows of the first matrix that decide when the rate falls and when it ends; null where they do not. */
  heldOut: Int32Array | null;
  /** What the rate was multiplied by in each epoch up to the one that is kept, behind their number. */
  factors: Float32Array;
  /** Per target a score array per level. */
  score: Omit<ScoreTarget, 'scores'>[];
  seed: number;
  scores: Float32Array[][];
  /** columns × size, then per level classes × size and classes; null where not kept. */
  kept: { table: Float32Array; heads: Float32Array[]; biases: Float32Array[] } | null;
  /** An epoch after the other, of `epochFigures` numbers each, 0 while it runs; null where nobody watches. */
  progress: Float32Array | null;
}

/** Of an epoch: whether it is done, mean loss, held-out rows that were asked, their mean loss, and how many of them were right per level. */
export const epochFigures = (levels: number): number => 4 + levels;
/** Held-out rows asked after each epoch: a model's share of the curve's points, for some milliseconds. */
const askedMax = 50;

/** The next model's number where a task was stopped: no model has it, and those under way end with their epoch. */
export const stopped = 2 ** 30;

export interface Product2vecTask {
  module: WebAssembly.Module | null;
  matrices: SparseRows[];
  starts: number[];
  models: SharedModel[];
  /** Next model, and microseconds that all threads together spent on scoring. */
  counters: Int32Array;
  options: Product2vecOptions;
}

function longestRow(matrices: readonly SparseRows[]): number {
  let longest = 1;
  for (const { offsets, rowCount } of matrices)
    for (let row = 0; row < rowCount; row++) longest = Math.max(longest, offsets[row + 1] - offsets[row]);
  return longest;
}

function planModel(
  plan: KernelPlan,
  task: Product2vecTask,
  classCounts: readonly number[],
): Product2vecAddresses {
  const { size } = task.options;
  const longest = longestRow(task.matrices);
  return {
    table: plan.take(task.matrices[0].columnCount * size),
    heads: classCounts.map((classCount) => ({
      vectors: plan.take(classCount * size),
      biases: plan.take(classCount),
      classCount,
    })),
    ids: plan.take(longest),
    weights: plan.take(longest),
    x: plan.take(size),
    gradient: plan.take(size),
    values: plan.take(Math.max(...classCounts)),
  };
}

function keep(
  kept: NonNullable<SharedModel['kept']>,
  buffer: ArrayBufferLike,
  at: Product2vecAddresses,
): void {
  kept.table.set(new Float32Array(buffer, at.table, kept.table.length));
  at.heads.forEach((head, level) => {
    kept.heads[level].set(new Float32Array(buffer, head.vectors, kept.heads[level].length));
    kept.biases[level].set(new Float32Array(buffer, head.biases, head.classCount));
  });
}

/** Rows of the training matrix that this model does not learn from, evenly spread: their classes are known. */
function heldOutRows({ score }: SharedModel): Int32Array {
  const rows = score.find(({ matrix }) => matrix === 0)?.rows ?? new Int32Array(0);
  const count = Math.min(askedMax, rows.length);
  return Int32Array.from({ length: count }, (_, at) => rows[Math.floor((at * rows.length) / count)]);
}

/** Writes down how each epoch went: its loss, and what the model says then of rows that it does not learn from. */
function watchEpochs(
  { progress, classCounts, heldOut: plateauRows }: SharedModel,
  heldOut: Int32Array,
): TrainingWatch {
  if (!progress) return { heldOut: plateauRows ?? new Int32Array(0) };
  const figures = epochFigures(classCounts.length);
  return {
    heldOut,
    afterEpoch: ({ epoch, loss, heldOutLoss, right }) => {
      const own = progress.subarray((epoch - 1) * figures, epoch * figures);
      own.set([1, loss, heldOut.length, heldOutLoss, ...right]);
    },
  };
}

function runModel(task: Product2vecTask, place: number): void {
  const model = task.models[place];
  const plan = new KernelPlan();
  const at = planModel(plan, task, model.classCounts);
  const memory = plan.allocate(false);
  const kernel = openBagKernel(task.module, memory);
  const runner = new Product2vec(kernel, memory.buffer, at, task.starts, task.options);
  const rng = makeRng(model.seed);
  runner.initialise(task.matrices[0].columnCount, rng);
  const watch = watchEpochs(model, model.heldOut ?? heldOutRows(model));
  const isStopped = (): boolean => Atomics.load(task.counters, 0) >= stopped;
  const factors = runner.train(task.matrices[0], model.rows, model.labels, rng, { ...watch, isStopped });
  model.factors.set([factors.length, ...factors]);
  const startedAt = performance.now();
  model.score.forEach(({ matrix, rows }, target) => {
    rows.forEach((row, line) => {
      const out = model.classCounts.map((count, level) =>
        model.scores[target][level].subarray(line * count, (line + 1) * count),
      );
      runner.score(task.matrices[matrix], row, out);
    });
  });
  Atomics.add(task.counters, 1, Math.round((performance.now() - startedAt) * 1000));
  if (model.kept) keep(model.kept, memory.buffer, at);
}

/** Takes models until none is left: alone, or beside other threads on the same task. */
export function runProduct2vecTask(task: Product2vecTask): void {
  for (;;) {
    const next = Atomics.add(task.counters, 0, 1);
    if (next >= task.models.length) return;
    runModel(task, next);
  }
}
