/**
 * Latent semantic embedding of sparse rows (Deerwester et al. 1990): the leading right singular vectors of the row
 * matrix, found by randomised subspace iteration (Halko, Martinsson, Tropp, "Finding structure with randomness",
 * SIAM Review 2011, algorithm 4.4). Needs no labels, so it serves similarity from the first import on.
 */
import type { SparseRows } from '../linear/sparse.ts';
import { makeRng } from '../rng.ts';

/** out[row] += X[row] · V, with V columnCount × size. */
function timesColumns(rows: SparseRows, columns: Float32Array, size: number, out: Float32Array): void {
  out.fill(0);
  for (let row = 0; row < rows.rowCount; row++) {
    const target = row * size;
    for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++) {
      const source = rows.indices[at] * size;
      const value = rows.values[at];
      for (let d = 0; d < size; d++) out[target + d] += value * columns[source + d];
    }
  }
}

/** out = Xᵀ · U, with U rowCount × size. */
function timesRows(rows: SparseRows, left: Float32Array, size: number, out: Float32Array): void {
  out.fill(0);
  for (let row = 0; row < rows.rowCount; row++) {
    const source = row * size;
    for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++) {
      const target = rows.indices[at] * size;
      const value = rows.values[at];
      for (let d = 0; d < size; d++) out[target + d] += value * left[source + d];
    }
  }
}

/** Orthonormal columns by modified Gram–Schmidt, in place; a column that vanishes becomes zero. */
function orthonormalise(matrix: Float32Array, rowCount: number, size: number): void {
  for (let column = 0; column < size; column++) {
    for (let before = 0; before < column; before++) {
      let product = 0;
      for (let row = 0; row < rowCount; row++)
        product += matrix[row * size + before] * matrix[row * size + column];
      for (let row = 0; row < rowCount; row++)
        matrix[row * size + column] -= product * matrix[row * size + before];
    }
    let squares = 0;
    for (let row = 0; row < rowCount; row++) squares += matrix[row * size + column] ** 2;
    const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
    for (let row = 0; row < rowCount; row++) matrix[row * size + column] *= scale;
  }
}

/**
 * Learns an embedding of sparse rows.
 * @param size dimensions, at most the number of rows
 * @param iterations rounds of subspace iteration; two separate the spectrum of text well enough
 * @returns columnCount × size: a row's vector is Σ value · table[column], then scaled to unit length
 */
export function fitLatent(rows: SparseRows, size: number, seed: number, iterations = 2): Float32Array {
  const rng = makeRng(seed);
  const left = Float32Array.from({ length: rows.rowCount * size }, () => rng.normal());
  const table = new Float32Array(rows.columnCount * size);
  for (let round = 0; round < iterations; round++) {
    orthonormalise(left, rows.rowCount, size);
    timesRows(rows, left, size, table);
    timesColumns(rows, table, size, left);
  }
  orthonormalise(left, rows.rowCount, size);
  timesRows(rows, left, size, table);
  whiten(table, rows.columnCount, size);
  return table;
}

/** Damps each dimension by the root of its length: raw LSA lets the first few topics drown the rest. */
function whiten(table: Float32Array, columnCount: number, size: number): void {
  for (let d = 0; d < size; d++) {
    let squares = 0;
    for (let column = 0; column < columnCount; column++) squares += table[column * size + d] ** 2;
    const scale = squares > 1e-12 ? 1 / squares ** 0.5 : 0;
    for (let column = 0; column < columnCount; column++) table[column * size + d] *= scale;
  }
}
