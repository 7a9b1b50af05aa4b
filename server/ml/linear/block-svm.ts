/**
 * L2-regularised L2-loss linear support vector machines for a block of 32 classes at once, each against the rest, by
 * dual coordinate descent with shrinking: Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM",
 * ICML 2008, algorithm 3.
 *
 *   min_w ½ wᵀw + C Σ max(0, 1 − yᵢ wᵀxᵢ)²        for each class, yᵢ = +1 for its rows and −1 for the others
 *
 * The 32 classes share the walk over a row's features: weights lie column by column, 32 numbers each (two cache lines),
 * so a vector instruction serves four classes. A row rests when it rests for all 32; callers put like classes together.
 *
 * All arrays lie in one buffer, named by byte address, so that the WebAssembly kernel (wasm/svm-kernel.ts) and the plain
 * one below can take each other's place. Both round to single precision after every operation: their answers are equal.
 */
import { type Rng, shuffle } from '../rng.ts';

/** Classes of a block. */
export const lanes = 32;

/** Byte addresses of a sparse matrix. */
export interface RowAddresses {
  offsets: number;
  indices: number;
  values: number;
}

/** Byte addresses of a block's working memory. */
export interface BlockAddresses {
  /** (columns + 1) × lanes; the last column is the bias (a feature that is always 1). */
  weights: number;
  bias: number;
  /** Rows × lanes: the dual variables. */
  alpha: number;
  /** A row's place in the block if its class is there, else −1: int32. */
  laneOf: number;
  /** 1 / (‖x‖² + 1 + 1/2C) of each row. */
  steps: number;
  /** Row ids to visit: int32. */
  order: number;
  /** 4 × lanes: shrinking bound, largest and smallest projected gradient of the pass, and signs (−1 at rest). */
  bounds: number;
  /** Scored rows × lanes. */
  out: number;
}

export interface BlockKernel {
  /** One pass over the first `count` rows of `order`; answers how many are still active (they come first). */
  pass(rows: RowAddresses, block: BlockAddresses, count: number, shift: number): number;
  /** Writes the scores of the first `count` rows of `order`. */
  score(rows: RowAddresses, block: BlockAddresses, count: number): void;
}

export interface SvmOptions {
  /** C: price of an error against the length of w. */
  cost: number;
  /** Ends when the projected gradients of a pass differ by less, for each class. */
  tolerance: number;
  passesMax: number;
  seed: number;
}

export const svmDefaults: SvmOptions = { cost: 1, tolerance: 0.1, passesMax: 5, seed: 1 };

const round = Math.fround;

/** The kernel in plain TypeScript: what runs where WebAssembly has no vectors, and what the other is tested against. */
export function plainKernel(buffer: ArrayBufferLike): BlockKernel {
  const floats = new Float32Array(buffer);
  const ints = new Int32Array(buffer);
  const sums = new Float32Array(lanes);

  const addProducts = (rows: RowAddresses, block: BlockAddresses, row: number): void => {
    sums.set(floats.subarray(block.bias / 4, block.bias / 4 + lanes));
    const end = ints[rows.offsets / 4 + row + 1];
    for (let at = ints[rows.offsets / 4 + row]; at < end; at++) {
      const value = floats[rows.values / 4 + at];
      const from = block.weights / 4 + ints[rows.indices / 4 + at] * lanes;
      for (let lane = 0; lane < lanes; lane++) sums[lane] += round(value * floats[from + lane]);
    }
  };

  /** Turns `sums` from scores into changes of signed alpha. Answers whether any changed, and whether the row stays. */
  const moveAlphas = (block: BlockAddresses, row: number, shift: number): [boolean, boolean] => {
    const alpha = block.alpha / 4 + row * lanes;
    const bounds = block.bounds / 4;
    const own = ints[block.laneOf / 4 + row];
    const step = floats[block.steps / 4 + row];
    let moves = false;
    let stays = false;
    for (let lane = 0; lane < lanes; lane++) {
      const sign = lane === own ? 1 : -1;
      const before = floats[alpha + lane];
      const gradient = round(round(round(sign * sums[lane]) - 1) + round(before * shift));
      const isShrunk = before === 0 && gradient > floats[bounds + lane];
      if (!isShrunk) {
        stays = true;
        const projected = before === 0 ? Math.min(gradient, 0) : gradient;
        floats[bounds + lanes + lane] = Math.max(floats[bounds + lanes + lane], projected);
        floats[bounds + 2 * lanes + lane] = Math.min(floats[bounds + 2 * lanes + lane], projected);
      }
      const after = Math.max(0, round(before - round(gradient * step)));
      floats[alpha + lane] = after;
      sums[lane] = round(round(after - before) * sign);
      if (sums[lane] !== 0) moves = true;
    }
    return [moves, stays];
  };

  const moveWeights = (rows: RowAddresses, block: BlockAddresses, row: number): void => {
    const end = ints[rows.offsets / 4 + row + 1];
    for (let at = ints[rows.offsets / 4 + row]; at < end; at++) {
      const value = floats[rows.values / 4 + at];
      const to = block.weights / 4 + ints[rows.indices / 4 + at] * lanes;
      for (let lane = 0; lane < lanes; lane++) floats[to + lane] += round(value * sums[lane]);
    }
    for (let lane = 0; lane < lanes; lane++) floats[block.bias / 4 + lane] += sums[lane];
  };

  return {
    pass(rows, block, count, shift) {
      const order = block.order / 4;
      let active = count;
      for (let at = 0; at < active; ) {
        const row = ints[order + at];
        addProducts(rows, block, row);
        const [moves, stays] = moveAlphas(block, row, round(shift));
        if (moves) moveWeights(rows, block, row);
        if (stays) at++;
        else {
          active--;
          ints[order + at] = ints[order + active];
          ints[order + active] = row;
        }
      }
      return active;
    },
    score(rows, block, count) {
      for (let at = 0; at < count; at++) {
        addProducts(rows, block, ints[block.order / 4 + at]);
        floats.set(sums, block.out / 4 + at * lanes);
      }
    },
  };
}

/** Whether every class has converged; writes the next shrinking bounds. */
function closePass(bounds: Float32Array, tolerance: number): boolean {
  let isDone = true;
  for (let lane = 0; lane < lanes; lane++) {
    const largest = bounds[lanes + lane];
    const smallest = bounds[2 * lanes + lane];
    // A class all of whose rows rest has met its conditions.
    if (largest - smallest > tolerance) isDone = false;
    bounds[lane] = largest <= 0 ? Number.POSITIVE_INFINITY : largest;
  }
  return isDone;
}

function openPass(bounds: Float32Array): void {
  bounds.fill(Number.NEGATIVE_INFINITY, lanes, 2 * lanes);
  bounds.fill(Number.POSITIVE_INFINITY, 2 * lanes, 3 * lanes);
}

/** The training rows of a block, in one piece or in several of which not all fit into memory at a time. */
export interface RowPieces {
  /** Rows of each piece to train on. */
  counts: readonly number[];
  /** Brings a piece: its rows to train on are the first of its `order`, and their alpha is what the last pass left. */
  open(piece: number): { rows: RowAddresses; block: BlockAddresses };
  /** Keeps what a pass has changed, before the next piece is brought. */
  close(piece: number): void;
}

/** All rows in memory. `laneOf`, `steps` and `order` must be filled; alpha must be 0. */
export function onePiece(rows: RowAddresses, block: BlockAddresses, count: number): RowPieces {
  return { counts: [count], open: () => ({ rows, block }), close: () => undefined };
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Trains one block from zero; weights must be 0. Pieces are visited one after the other in an order of chance, each walked
 * once a pass: block minimisation with one inner step (Yu et al., "Large Linear Classification When Data Cannot Fit In
 * Memory", KDD 2010, algorithm 2). One piece is plain dual coordinate descent.
 * @returns passes that were run, and whether every class met the tolerance
 */
export function trainBlock(
  kernel: BlockKernel,
  buffer: ArrayBufferLike,
  pieces: RowPieces,
  boundsAddress: number,
  options: SvmOptions,
  rng: Rng,
): { passes: number; isConverged: boolean } {
  const bounds = new Float32Array(buffer, boundsAddress, 4 * lanes);
  bounds.fill(Number.POSITIVE_INFINITY, 0, lanes);
  bounds.fill(-1, 3 * lanes);
  const count = sumOf(pieces.counts);
  let active = [...pieces.counts];
  const places = Int32Array.from(active.keys());
  for (let pass = 1; pass <= options.passesMax; pass++) {
    if (places.length > 1) shuffle(places, rng);
    openPass(bounds);
    for (const piece of places) {
      if (active[piece] === 0) continue;
      const { rows, block } = pieces.open(piece);
      shuffle(new Int32Array(buffer, block.order, active[piece]), rng);
      active[piece] = kernel.pass(rows, block, active[piece], 0.5 / options.cost);
      pieces.close(piece);
    }
    if (!closePass(bounds, options.tolerance)) continue;
    if (sumOf(active) === count) return { passes: pass, isConverged: true };
    // Look at all rows once more before believing it.
    active = [...pieces.counts];
    bounds.fill(Number.POSITIVE_INFINITY, 0, lanes);
  }
  return { passes: options.passesMax, isConverged: false };
}
