/**
 * product2vec models over worker threads: a model a thread, such as those of the folds of a table. A problem may be
 * given several members, models of different seeds whose scores are added: an average of three is steadier than one on
 * small tables, and costs three times as much.
 */

import { type Product2vecOptions, product2vecDefaults } from '#server/ml/embedding/product2vec.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { bagKernelText } from '#server/ml/wasm/bag-kernel.ts';
import {
  epochFigures,
  type Product2vecTask,
  runProduct2vecTask,
  type SharedModel,
  stopped,
} from './product2vec-task.ts';
import { runThread } from './run-thread.ts';
import { sharedFloats, sharedInts } from './shared-arrays.ts';
import { wasmModule } from './wasm-module.ts';

export interface Product2vecProblem {
  /** Rows of the first matrix to train on. */
  rows: Int32Array;
  /** Class of each row of the first matrix per level; −1 leaves it out of that level. */
  labels: readonly Int32Array[];
  classCounts: readonly number[];
  /** Rows of any matrix to score. */
  score: { matrix: number; rows: Int32Array }[];
  keep?: boolean;
  /** Rows of the first matrix, none of `rows`, that decide where `options.plateau` asks for it. */
  heldOut?: Int32Array;
}

export interface Product2vecInput {
  matrices: SparseRows[];
  /** First column of each block of columns. */
  starts: readonly number[];
  problems: Product2vecProblem[];
  threads: number;
  seed: number;
  /** Models of each problem. */
  members: number;
  options: Partial<Product2vecOptions> & Pick<Product2vecOptions, 'divisor'>;
  /** Feature visits below which no thread is started. */
  inlineBelow?: number;
  /** Ends training in threads early; the call then throws its reason. */
  signal?: AbortSignal;
  /** Told how the epochs went so far, every half second while threads train and at the end. */
  watch?: (epochs: EpochPoint[]) => void;
}

/** An epoch, over the models that are through with it. */
export interface EpochPoint {
  /** From 1. */
  epoch: number;
  /** Mean loss of the training rows, in nats a row and level. */
  loss: number;
  /** Held-out rows asked, their mean loss (null where none is held out), and the share that was right per level (then empty). */
  rows: number;
  heldOutLoss: number | null;
  right: number[];
}

export type KeptModel = NonNullable<SharedModel['kept']>;

export interface Product2vecResult {
  /** For each problem and each of its `score`: a level each, rows × classes; summed over the members. */
  scores: Float32Array[][][];
  /** For each problem that keeps them: its members. */
  kept: KeptModel[][];
  /** For each problem: what the rate was multiplied by in each epoch, up to the one that is kept. */
  factors: number[][];
  /** Wall time of scoring alone, as if it had not been interleaved with training. */
  scoreSeconds: number;
}

/** Below this, starting threads (0.7 s each under tsx) costs more than the work. */
const inlineBelow = 4_000_000;
const watchEveryMs = 500;

function shareModel(
  problem: Product2vecProblem,
  columnCount: number,
  size: number,
  seed: number,
  epochs: { most: number; watched: boolean },
): SharedModel {
  const { classCounts } = problem;
  return {
    seed,
    rows: sharedInts(problem.rows),
    labels: problem.labels.map(sharedInts),
    heldOut: problem.heldOut ? sharedInts(problem.heldOut) : null,
    factors: sharedFloats(epochs.most + 1),
    classCounts: [...classCounts],
    score: problem.score.map(({ matrix, rows }) => ({ matrix, rows: sharedInts(rows) })),
    scores: problem.score.map(({ rows }) => classCounts.map((count) => sharedFloats(rows.length * count))),
    kept: problem.keep
      ? {
          table: sharedFloats(columnCount * size),
          heads: classCounts.map((count) => sharedFloats(count * size)),
          biases: classCounts.map((count) => sharedFloats(count)),
        }
      : null,
    progress: epochs.watched ? sharedFloats(epochs.most * epochFigures(classCounts.length)) : null,
  };
}

/** How the epochs went, over all models that are through with each. */
function epochsOf(models: readonly SharedModel[], epochs: number): EpochPoint[] {
  const points: EpochPoint[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const done = models.flatMap(({ progress, classCounts }) => {
      const figures = epochFigures(classCounts.length);
      const own = progress?.subarray(epoch * figures, (epoch + 1) * figures);
      return own?.[0] ? [own] : [];
    });
    if (done.length === 0) break;
    const sum = (place: number): number => done.reduce((total, own) => total + own[place], 0);
    const rows = sum(2);
    const levels = models[0].classCounts.length;
    const right = rows > 0 ? Array.from({ length: levels }, (_, level) => sum(4 + level) / rows) : [];
    const heldOutLoss = rows > 0 ? sum(3) / done.length : null;
    points.push({ epoch: epoch + 1, loss: sum(1) / done.length, heldOutLoss, rows, right });
  }
  return points;
}

/** The scores of the first member, with those of the others added. */
function addScores([first, ...others]: SharedModel[]): Float32Array[][] {
  for (const other of others)
    first.scores.forEach((target, at) => {
      target.forEach((level, depth) => {
        const added = other.scores[at][depth];
        for (let place = 0; place < level.length; place++) level[place] += added[place];
      });
    });
  return first.scores;
}

/** Trains every problem. Same input and seed, same result, for any number of threads. */
export async function trainProduct2vec(input: Product2vecInput): Promise<Product2vecResult> {
  const options = { ...product2vecDefaults, ...input.options };
  const [{ columnCount, rowCount, indices }] = input.matrices;
  const models = input.problems.flatMap((problem) =>
    Array.from({ length: input.members }, (_, member) =>
      shareModel(problem, columnCount, options.size, input.seed + member, {
        ...{ most: options.epochs, watched: input.watch !== undefined },
      }),
    ),
  );
  const task: Product2vecTask = {
    module: await wasmModule('bags', bagKernelText),
    matrices: input.matrices,
    starts: [...input.starts],
    models,
    counters: sharedInts([0, 0]),
    options,
  };
  const rows = models.reduce((sum, model) => sum + model.rows.length, 0);
  const visits = (rows * options.epochs * indices.length) / Math.max(1, rowCount);
  const threads = Math.max(1, Math.min(input.threads, models.length));
  const tell = (): void => input.watch?.(epochsOf(models, options.epochs));
  // A single large model has a thread of its own too: whoever watches, and whatever else this process does, goes on.
  if (visits < (input.inlineBelow ?? inlineBelow)) runProduct2vecTask(task);
  else {
    const timer = setInterval(tell, watchEveryMs);
    const stop = (): void => void Atomics.store(task.counters, 0, stopped);
    input.signal?.addEventListener('abort', stop);
    try {
      input.signal?.throwIfAborted();
      await Promise.all(Array.from({ length: threads }, () => runThread({ work: 'product2vec', task })));
    } finally {
      clearInterval(timer);
      input.signal?.removeEventListener('abort', stop);
    }
    input.signal?.throwIfAborted();
  }
  tell();
  const membersOf = (place: number): SharedModel[] =>
    models.slice(place * input.members, (place + 1) * input.members);
  return {
    scores: input.problems.map((_, place) => addScores(membersOf(place))),
    kept: input.problems.map((_, place) => membersOf(place).flatMap((model) => model.kept ?? [])),
    factors: input.problems.map((_, place) => {
      const [{ factors: own }] = membersOf(place);
      return Array.from(own.subarray(1, 1 + own[0]));
    }),
    scoreSeconds: task.counters[1] / 1e6 / Math.max(1, threads),
  };
}
