/**
 * The work of one-vs-rest training as one thread does it: take the next block of classes of some problem, train it, score
 * the rows asked for. Blocks are independent, and each has a seed of its own: threads change nothing in the result.
 */
import {
  type BlockAddresses,
  type BlockKernel,
  lanes,
  type RowAddresses,
  type SvmOptions,
  trainBlock,
} from '#server/ml/linear/block-svm.ts';
import { makeRng } from '#server/ml/rng.ts';
import { PieceVisitor } from './piece-visitor.ts';
import type { Shard } from './row-shards.ts';
import { openSvmKernel } from './svm-kernel.ts';

/** Rows to score, and where their scores go: rows × classes. */
export interface ScoreTarget {
  matrix: number;
  rows: Int32Array;
  scores: Float32Array;
}

/** One label to learn: all rows, or a fold's. */
export interface SharedProblem {
  /** Training rows, all of the first matrix, and their classes. */
  rows: Int32Array;
  classOf: Int32Array;
  classCount: number;
  /** Classes in the order in which they fill blocks: like ones together. */
  classOrder: Int32Array;
  score: ScoreTarget[];
  /** classCount × (columns + 1), bias last; null where weights are not kept. */
  weights: Float32Array | null;
}

/** The training rows: in memory as one piece or several, or brought from files one after the other. */
export interface TrainingRows {
  rowCount: number;
  pieces: { firstRow: number; rowCount: number; shard: Shard | null; rows: RowAddresses | null }[];
}

/** Working memory of a thread. */
export interface ThreadPlace extends BlockAddresses {
  /** Where a shard and its alpha are brought to; null where all rows are in memory. */
  slot: RowAddresses | null;
  /** File that alpha of all rows is kept in; null where it is in memory. */
  alphaFile: string | null;
}

export interface OneVsRestTask {
  module: WebAssembly.Module | null;
  memory: WebAssembly.Memory;
  training: TrainingRows;
  /** Null stands for training rows that are not in memory. */
  matrices: (RowAddresses | null)[];
  columnCount: number;
  problems: SharedProblem[];
  /** Problem and first place in its class order, in pairs. */
  blocks: Int32Array;
  places: ThreadPlace[];
  /** Rows that `out` of a place holds. */
  outRows: number;
  /** Next place, next block, microseconds that all threads together spent on scoring, passes run, blocks that converged. */
  counters: Int32Array;
  svm: SvmOptions;
}

class BlockRunner {
  private readonly task: OneVsRestTask;
  private readonly place: ThreadPlace;
  private readonly kernel: BlockKernel;
  private readonly weights: Float32Array;
  private readonly order: Int32Array;
  private readonly visitor: PieceVisitor;

  constructor(task: OneVsRestTask, place: ThreadPlace) {
    this.task = task;
    this.place = place;
    this.kernel = openSvmKernel(task.module, task.memory);
    this.visitor = new PieceVisitor(task.memory.buffer, task.training, place, 0.5 / task.svm.cost);
    const { buffer } = task.memory;
    this.weights = new Float32Array(buffer, place.weights, (task.columnCount + 1) * lanes);
    this.order = new Int32Array(buffer, place.order, Math.max(task.outRows, task.training.rowCount));
  }

  run(problemAt: number, first: number): void {
    const { task, place } = this;
    const problem = task.problems[problemAt];
    const classes = problem.classOrder.subarray(first, first + lanes);
    const laneOfClass = new Int32Array(problem.classCount).fill(-1);
    classes.forEach((label, lane) => {
      laneOfClass[label] = lane;
    });
    const { buffer } = task.memory;
    this.weights.fill(0);
    const pieces = this.visitor.begin(problem, laneOfClass);
    const rng = makeRng(task.svm.seed).fork(problemAt * 65_536 + first);
    const solved = trainBlock(this.kernel, buffer, pieces, place.bounds, task.svm, rng);
    Atomics.add(task.counters, 3, solved.passes);
    Atomics.add(task.counters, 4, Number(solved.isConverged));
    this.scoreAll(problem, classes);
    if (problem.weights) this.keep(problem.weights, classes);
  }

  end(): void {
    this.visitor.end();
  }

  private scoreAll(problem: SharedProblem, classes: Int32Array): void {
    const { task, place } = this;
    const startedAt = performance.now();
    const out = new Float32Array(task.memory.buffer, place.out, task.outRows * lanes);
    for (const { matrix, rows, scores } of problem.score) {
      const rowsAt = task.matrices[matrix];
      if (!rowsAt) throw new RangeError('rows in files are trained on, not scored');
      for (let from = 0; from < rows.length; from += task.outRows) {
        const part = rows.subarray(from, from + task.outRows);
        this.order.set(part);
        this.kernel.score(rowsAt, place, part.length);
        for (let at = 0; at < part.length; at++) {
          const to = (from + at) * problem.classCount;
          for (let lane = 0; lane < classes.length; lane++)
            scores[to + classes[lane]] = out[at * lanes + lane];
        }
      }
    }
    Atomics.add(task.counters, 2, Math.round((performance.now() - startedAt) * 1000));
  }

  private keep(weights: Float32Array, classes: Int32Array): void {
    const size = this.task.columnCount + 1;
    classes.forEach((label, lane) => {
      const to = label * size;
      for (let column = 0; column < size; column++)
        weights[to + column] = this.weights[column * lanes + lane];
    });
  }
}

/** Takes blocks until none is left: alone, or beside other threads on the same task. */
export function runTask(task: OneVsRestTask): void {
  const runner = new BlockRunner(task, task.places[Atomics.add(task.counters, 0, 1)]);
  try {
    for (;;) {
      const next = Atomics.add(task.counters, 1, 1);
      if (2 * next >= task.blocks.length) return;
      runner.run(task.blocks[2 * next], task.blocks[2 * next + 1]);
    }
  } finally {
    runner.end();
  }
}
