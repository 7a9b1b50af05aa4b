/**
 * product2vec: the vector of a product is the average of the vectors of its features, and each level of the taxonomy has
 * a softmax over it. Joulin et al., "Bag of Tricks for Efficient Text Classification" (EACL 2017), with what the shared
 * trials found to matter: idf weights, every block (field) scaled to unit length before the average, one head per level
 * on one vector (multi-task), and two kinds of dropout: of features, and of whole blocks, so that a product with only a
 * title is no surprise. Plain stochastic gradient descent with a rate that falls to 0; one thread, so that same rows and
 * seed give the same bytes.
 *
 *   x = Σ_features value · table[feature] / divisor        p_level = softmax(heads_level · x + bias_level)
 *
 * The divisor is the same for every row. Dividing by the blocks that a row has was no better (flipkart1050, mercadona-es),
 * and without it the scores are linear in the features: models of several seeds add up to one.
 */
import { placeOfLargest } from '../largest.ts';
import type { SparseRows } from '../linear/sparse.ts';
import type { Rng } from '../rng.ts';
import { shuffle } from '../rng.ts';
import { type BagKernel, sliceSize } from './bag-kernel.ts';
import { Draws } from './draws.ts';
import { fixedFactors, linearDecay, Plateau, type PlateauOptions, type RateSchedule } from './plateau.ts';

export interface Product2vecOptions {
  /** Numbers of a vector: a multiple of 64. */
  size: number;
  /** Walks over the rows; with `plateau` the most there may be. */
  epochs: number;
  rate: number;
  /** What the rate is multiplied by in each epoch, as many as there are epochs; null lets it fall evenly to 0. */
  factors: readonly number[] | null;
  /** Halves the rate where held-out rows stop getting better, and ends early; needs them. */
  plateau: PlateauOptions | null;
  /** Share of features left out of a row each time it is seen. */
  featureDrop: number;
  /** Share of blocks left out, never all of a row's. */
  blockDrop: number;
  /** What the sum of a row's features is divided by, so that rows are about half a unit long. */
  divisor: number;
}

export const product2vecDefaults: Omit<Product2vecOptions, 'divisor'> = {
  size: 64,
  epochs: 15,
  rate: 1,
  factors: null,
  plateau: null,
  featureDrop: 0.5,
  blockDrop: 0.3,
};

/** Byte addresses of a model and its working memory. */
export interface Product2vecAddresses {
  /** columns × size */
  table: number;
  /** Per level: classes × size, and classes. */
  heads: { vectors: number; biases: number; classCount: number }[];
  /** Features of the row at hand. */
  ids: number;
  weights: number;
  /** One vector each. */
  x: number;
  gradient: number;
  /** As many numbers as the largest level has classes. */
  values: number;
}

/** How a model stands after an epoch. */
export interface EpochState {
  /** From 1. */
  epoch: number;
  /** Mean loss of the rows it learns from, nats a row and level. */
  loss: number;
  /** Of the held-out rows: their mean loss (0 where there are none), and how many are right per level. */
  heldOutLoss: number;
  right: number[];
}

export interface TrainingWatch {
  /** Rows of the matrix that it does not learn from; asked after every epoch. With `plateau` they decide. */
  heldOut: Int32Array;
  afterEpoch?: (state: EpochState) => void;
  /** Asked after every epoch: whether nobody waits for it any more. */
  isStopped?: () => boolean;
}

/** Smaller gradients of a class change nothing that could be measured, and most are. */
const leastGradient = 1e-4;
/**
 * Longest step of the features' vectors, before the rate: heads and table feed each other, and without a bound a table of
 * one short field ran away.
 */
const gradientMax = 2;
/** Biases learn slower: with rare classes they run ahead of the vectors. */
const biasRate = 0.1;

/**
 * What held-out scores are multiplied by before their loss is taken, the best for all: the longer it trains, the surer it
 * sounds, and that is the calibration's to mend. Plain loss is least after five epochs, where two points fewer are right
 * than after forty (MWPD2020).
 */
const scales = [1, 0.6, 0.36, 0.22];

/** Trains and runs one model in one buffer. */
export class Product2vec {
  private readonly kernel: BagKernel;
  private readonly at: Product2vecAddresses;
  private readonly floats: Float32Array;
  private readonly ints: Int32Array;
  private readonly starts: readonly number[];
  private readonly options: Product2vecOptions;

  /** @param starts first column of each block; columns of a row must ascend by block */
  constructor(
    kernel: BagKernel,
    buffer: ArrayBufferLike,
    at: Product2vecAddresses,
    starts: readonly number[],
    options: Product2vecOptions,
  ) {
    this.kernel = kernel;
    this.at = at;
    this.floats = new Float32Array(buffer);
    this.ints = new Int32Array(buffer);
    this.starts = starts;
    this.options = options;
  }

  /** Small random vectors; heads and biases start at 0. */
  initialise(columnCount: number, rng: Rng): void {
    const { size } = this.options;
    const from = this.at.table / 4;
    const draws = new Draws(rng);
    for (let at = 0; at < columnCount * size; at++) this.floats[from + at] = (2 * draws.next() - 1) / size;
  }

  /**
   * Trains on rows of a matrix. With `plateau` and held-out rows the numbers of the epoch with the least held-out loss are
   * what is left.
   * @param labels class of each matrix row per level; −1 leaves the row out of that level
   * @returns what the rate was multiplied by in each epoch up to the one that is kept
   */
  train(
    matrix: SparseRows,
    rows: Int32Array,
    labels: readonly Int32Array[],
    rng: Rng,
    watch: TrainingWatch = { heldOut: new Int32Array(0) },
  ): number[] {
    const { epochs, rate } = this.options;
    const schedule = this.scheduleFor(watch);
    const order = rows.slice();
    const draws = new Draws(rng);
    const used: number[] = [];
    let kept = null as { pieces: Float32Array[]; epochs: number } | null;
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, rng);
      let loss = 0;
      order.forEach((row, place) => {
        const factor = schedule.factor(epoch, place / order.length);
        loss += this.learnRow(matrix, row, labels, rate * factor, draws);
      });
      used.push(schedule.factor(epoch, 0));
      const seen = this.ask(matrix, watch.heldOut, labels);
      watch.afterEpoch?.({
        ...{ epoch: epoch + 1, ...seen },
        loss: loss / Math.max(1, order.length * labels.length),
      });
      const { isBest, isDone } = schedule.observe(epoch, seen.heldOutLoss);
      if (isBest) kept = { pieces: this.copyInto(kept?.pieces), epochs: used.length };
      if (isDone || watch.isStopped?.()) break;
    }
    if (!kept) return used;
    for (const [at, piece] of this.pieces().entries()) piece.set(kept.pieces[at]);
    return used.slice(0, kept.epochs);
  }

  private scheduleFor({ heldOut }: TrainingWatch): RateSchedule {
    const { epochs, factors, plateau } = this.options;
    if (plateau && heldOut.length > 0) return new Plateau(plateau);
    return factors ? fixedFactors(factors) : linearDecay(epochs);
  }

  /** Mean loss of rows (nats a row and level) under the best of some scales, and how many are right per level. */
  private ask(
    matrix: SparseRows,
    rows: Int32Array,
    labels: readonly Int32Array[],
  ): Pick<EpochState, 'heldOutLoss' | 'right'> {
    const right = labels.map(() => 0);
    const losses = scales.map(() => 0);
    let told = 0;
    for (const row of rows) {
      this.embed(this.loadRow(matrix, row, null));
      this.at.heads.forEach((head, level) => {
        const truth = labels[level][row];
        if (truth < 0) return;
        this.scoreLevel(head);
        const values = this.valuesOf(head.classCount);
        const best = placeOfLargest(values);
        if (best === truth) right[level]++;
        scales.forEach((scale, at) => {
          let sum = 0;
          for (const value of values) sum += Math.exp(scale * (value - values[best]));
          losses[at] += Math.log(sum) + scale * (values[best] - values[truth]);
        });
        told++;
      });
    }
    return { heldOutLoss: Math.min(...losses) / Math.max(1, told), right };
  }

  /** All numbers that are learnt. */
  private pieces(): Float32Array[] {
    const { table, heads, ids } = this.at;
    const { size } = this.options;
    return [
      this.floats.subarray(table / 4, Math.min(heads[0].vectors, ids) / 4),
      ...heads.flatMap(({ vectors, biases, classCount }) => [
        this.floats.subarray(vectors / 4, vectors / 4 + classCount * size),
        this.floats.subarray(biases / 4, biases / 4 + classCount),
      ]),
    ];
  }

  private copyInto(kept: Float32Array[] | undefined): Float32Array[] {
    const pieces = this.pieces();
    if (!kept) return pieces.map((piece) => piece.slice());
    kept.forEach((copy, at) => {
      copy.set(pieces[at]);
    });
    return kept;
  }

  /** Writes the scores of one row: classes per level. */
  score(matrix: SparseRows, row: number, out: readonly Float32Array[]): void {
    const count = this.loadRow(matrix, row, null);
    this.embed(count);
    this.at.heads.forEach((head, level) => {
      this.scoreLevel(head);
      out[level].set(this.valuesOf(head.classCount));
    });
  }

  private valuesOf(classCount: number): Float32Array {
    return this.floats.subarray(this.at.values / 4, this.at.values / 4 + classCount);
  }

  private slices(run: (offset: number) => void): void {
    for (let slice = 0; slice < this.options.size / sliceSize; slice++) run(4 * sliceSize * slice);
  }

  private bag(offset: number): { ids: number; weights: number; table: number; stride: number } {
    const { ids, weights, table } = this.at;
    return { ids, weights, table: table + offset, stride: 4 * this.options.size };
  }

  private embed(count: number): void {
    this.slices((offset) => this.kernel.sum(this.bag(offset), count, this.at.x + offset));
  }

  private scoreLevel(head: Product2vecAddresses['heads'][number]): void {
    const { values, x } = this.at;
    this.floats.copyWithin(values / 4, head.biases / 4, head.biases / 4 + head.classCount);
    this.slices((offset) => this.kernel.score(this.classes(head, offset), x + offset));
  }

  private classes(head: Product2vecAddresses['heads'][number], offset: number) {
    return {
      vectors: head.vectors + offset,
      stride: 4 * this.options.size,
      count: head.classCount,
      values: this.at.values,
    };
  }

  /**
   * Puts a row's features into the working memory, each block scaled as if what was dropped had never been there.
   * @param draws what is dropped; null keeps everything
   */
  private loadRow(matrix: SparseRows, row: number, draws: Draws | null): number {
    const { offsets, indices } = matrix;
    const { blockDrop } = this.options;
    let count = 0;
    const end = offsets[row + 1];
    for (let from = offsets[row]; from < end; ) {
      const to = this.endOfBlock(indices, from, end);
      // The last block stays where all others were dropped.
      const isDropped = draws !== null && draws.next() < blockDrop && (count > 0 || to < end);
      if (!isDropped) count = this.loadBlock(matrix, from, to, count, draws);
      from = to;
    }
    return count;
  }

  /** Adds the features of one block behind the first `count`; answers how many there are then. */
  private loadBlock(
    matrix: SparseRows,
    from: number,
    to: number,
    count: number,
    draws: Draws | null,
  ): number {
    const { featureDrop, divisor } = this.options;
    const ids = this.at.ids / 4;
    const weights = this.at.weights / 4;
    let end = count;
    let whole = 0;
    let kept = 0;
    for (let at = from; at < to; at++) {
      const value = matrix.values[at];
      whole += value * value;
      if (draws !== null && draws.next() < featureDrop) continue;
      kept += value * value;
      this.ints[ids + end] = matrix.indices[at];
      this.floats[weights + end] = value;
      end++;
    }
    const scale = kept > 0 ? Math.sqrt(whole / kept) / divisor : 0;
    for (let at = count; at < end; at++) this.floats[weights + at] *= scale;
    return end;
  }

  private endOfBlock(indices: Int32Array, from: number, end: number): number {
    const limit = this.starts.find((start) => start > indices[from]) ?? Number.POSITIVE_INFINITY;
    let at = from;
    while (at < end && indices[at] < limit) at++;
    return at;
  }

  private learnRow(
    matrix: SparseRows,
    row: number,
    labels: readonly Int32Array[],
    rate: number,
    draws: Draws,
  ): number {
    const { x, gradient } = this.at;
    const { size } = this.options;
    const count = this.loadRow(matrix, row, draws);
    if (count === 0) return 0;
    this.embed(count);
    this.floats.fill(0, gradient / 4, gradient / 4 + size);
    let loss = 0;
    this.at.heads.forEach((head, level) => {
      const truth = labels[level][row];
      if (truth < 0) return;
      this.scoreLevel(head);
      loss += this.toGradients(head, truth, rate);
      this.slices((offset) =>
        this.kernel.learn(this.classes(head, offset), x + offset, gradient + offset, rate, leastGradient),
      );
    });
    const step = rate * Math.min(1, gradientMax / this.lengthOf(gradient));
    this.slices((offset) => this.kernel.spread(this.bag(offset), count, gradient + offset, step));
    return loss;
  }

  private lengthOf(vector: number): number {
    let squares = 0;
    for (let d = 0; d < this.options.size; d++) squares += this.floats[vector / 4 + d] ** 2;
    return Math.max(1e-30, Math.sqrt(squares));
  }

  /** Scores become p − truth; biases learn. Answers −ln p(truth). */
  private toGradients(head: Product2vecAddresses['heads'][number], truth: number, rate: number): number {
    const values = this.valuesOf(head.classCount);
    const biases = this.floats.subarray(head.biases / 4, head.biases / 4 + head.classCount);
    let largest = values[0];
    for (let label = 1; label < values.length; label++) if (values[label] > largest) largest = values[label];
    let sum = 0;
    for (let label = 0; label < values.length; label++) {
      const power = Math.exp(values[label] - largest);
      values[label] = power;
      sum += power;
    }
    const p = values[truth] / sum;
    for (let label = 0; label < values.length; label++) {
      values[label] = values[label] / sum - (label === truth ? 1 : 0);
      biases[label] -= biasRate * rate * values[label];
    }
    return -Math.log(Math.max(1e-12, p));
  }
}
