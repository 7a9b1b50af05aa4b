/**
 * Latent semantic embedding of sparse rows (Deerwester et al. 1990): the leading right singular vectors of the row
 * matrix, found by randomised subspace iteration (Halko, Martinsson, Tropp, "Finding structure with randomness",
 * SIAM Review 2011, algorithm 4.4). Needs no labels, so it serves similarity from the first import on.
 */
import { makeRng } from '../rng.ts';
import { type BagAddresses, type BagKernel, sliceSize } from './bag-kernel.ts';

/** The rows and the working memory, as byte addresses in one buffer. */
export interface LatentMemory {
  buffer: ArrayBufferLike;
  /** Rows (CSR). */
  offsets: Int32Array;
  indices: number;
  values: number;
  rowCount: number;
  columnCount: number;
  /** rowCount × stride */
  left: number;
  /** columnCount × stride */
  table: number;
  /** Numbers of a vector in memory: a multiple of the kernel's slice, at least the dimensions. */
  stride: number;
}

/** Runs `run` for each row and slice: where its features lie, how many, and its vector in `left`. */
function eachRow(at: LatentMemory, run: (bag: BagAddresses, count: number, left: number) => void): void {
  for (let row = 0; row < at.rowCount; row++) {
    const from = at.offsets[row];
    const count = at.offsets[row + 1] - from;
    const [ids, weights] = [at.indices + 4 * from, at.values + 4 * from];
    for (let slice = 0; slice < 4 * at.stride; slice += 4 * sliceSize) {
      const bag = { ids, weights, table: at.table + slice, stride: 4 * at.stride };
      run(bag, count, at.left + 4 * row * at.stride + slice);
    }
  }
}

/** Orthonormal columns by modified Gram–Schmidt, in place; a column that vanishes becomes zero. */
function orthonormalise(at: LatentMemory, size: number): void {
  const { rowCount, stride } = at;
  const left = new Float32Array(at.buffer, at.left, rowCount * stride);
  // Column by column in memory of its own: walking down a row-major matrix misses the cache at every step.
  const columns = Array.from({ length: size }, () => new Float32Array(rowCount));
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < size; column++) columns[column][row] = left[row * stride + column];
  columns.forEach((own, column) => {
    for (let before = 0; before < column; before++) subtractPart(own, columns[before]);
    const squares = dot(own, own);
    const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
    for (let row = 0; row < rowCount; row++) own[row] *= scale;
  });
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < size; column++) left[row * stride + column] = columns[column][row];
}

function dot(one: Float32Array, other: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = one.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    a += one[at] * other[at];
    b += one[at + 1] * other[at + 1];
    c += one[at + 2] * other[at + 2];
    d += one[at + 3] * other[at + 3];
  }
  for (let at = whole; at < one.length; at++) a += one[at] * other[at];
  return a + b + (c + d);
}

/** Takes from a vector its part along a unit vector. */
function subtractPart(own: Float32Array, unit: Float32Array): void {
  const product = dot(own, unit);
  for (let at = 0; at < own.length; at++) own[at] -= product * unit[at];
}

/**
 * Learns an embedding of sparse rows; `table` of the memory holds it then: columnCount × stride. A row's vector is
 * Σ value · table[column], scaled to unit length.
 * @param size dimensions, at most the number of rows
 * @param iterations rounds of subspace iteration; two separate the spectrum of text well enough
 */
export function fitLatent(
  kernel: BagKernel,
  at: LatentMemory,
  size: number,
  seed: number,
  iterations = 2,
): Float32Array {
  const rng = makeRng(seed);
  const left = new Float32Array(at.buffer, at.left, at.rowCount * at.stride);
  const table = new Float32Array(at.buffer, at.table, at.columnCount * at.stride);
  for (let row = 0; row < at.rowCount; row++)
    for (let d = 0; d < size; d++) left[row * at.stride + d] = rng.normal();
  /** table = Xᵀ · left */
  const toTable = (): void => {
    orthonormalise(at, size);
    table.fill(0);
    eachRow(at, (bag, count, from) => kernel.spread(bag, count, from, -1));
  };
  for (let round = 0; round < iterations; round++) {
    toTable();
    // left = X · table
    eachRow(at, (bag, count, to) => kernel.sum(bag, count, to));
  }
  toTable();
  whiten(table, at, size);
  return table;
}

/** Damps each dimension by the root of its length: raw LSA lets the first few topics drown the rest. */
function whiten(table: Float32Array, { columnCount, stride }: LatentMemory, size: number): void {
  const squares = new Float64Array(size);
  for (let column = 0; column < columnCount; column++)
    for (let d = 0; d < size; d++) squares[d] += table[column * stride + d] ** 2;
  const scales = squares.map((square) => (square > 1e-12 ? 1 / square ** 0.5 : 0));
  for (let column = 0; column < columnCount; column++)
    for (let d = 0; d < size; d++) table[column * stride + d] *= scales[d];
}
