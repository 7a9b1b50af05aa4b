/** Principal axes of many wide rows by subspace iteration (Halko, Martinsson & Tropp, SIAM Review 2011, alg. 4.4). */
import { factorise, invertLower } from '#server/ml/ridge/cholesky.ts';
import type { Rng } from '#server/ml/rng.ts';
import { type Matrix, multiply, multiplyTransposed } from './matrix-product.ts';

const iterations = 4;
/** Keeps the Gram matrix of nearly dependent columns positive definite in float32. */
const jitter = 1e-6;

/** Columns upright on each other and of unit length that span the same: Q · L⁻ᵀ with QᵀQ = L·Lᵀ. */
async function orthonormalise(columns: Matrix): Promise<Matrix> {
  const size = columns.columns;
  const gram = Float64Array.from((await multiplyTransposed(columns, columns)).data);
  let trace = 0;
  for (let at = 0; at < size; at++) trace += gram[at * size + at];
  for (let at = 0; at < size; at++) gram[at * size + at] += (jitter * trace) / size + Number.MIN_VALUE;
  factorise(gram, size);
  const inverse = invertLower(gram, size);
  const turned = new Float32Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) turned[column * size + row] = inverse[row * size + column];
  return multiply(columns, { rows: size, columns: size, data: turned });
}

export interface PrincipalAxes {
  /** Mean row. */
  mean: Float32Array;
  /** Row length × count: column k is an axis of unit length. They span the strongest directions; no order among them. */
  axes: Matrix;
}

/** @param count axes, at most rows − 1 and the row length */
export async function principalAxes(rows: Matrix, count: number, rng: Rng): Promise<PrincipalAxes> {
  const mean = new Float32Array(rows.columns);
  for (let at = 0; at < rows.data.length; at++) mean[at % rows.columns] += rows.data[at] / rows.rows;
  const centred: Matrix = { ...rows, data: rows.data.map((value, at) => value - mean[at % rows.columns]) };
  let axes: Matrix = {
    rows: rows.columns,
    columns: count,
    data: Float32Array.from({ length: rows.columns * count }, () => rng.below(2001) / 1000 - 1),
  };
  for (let round = 0; round < iterations; round++) {
    const spread = await multiplyTransposed(centred, await multiply(centred, axes));
    // Twice: one pass in float32 leaves weak columns leaning on each other.
    axes = await orthonormalise(await orthonormalise(spread));
  }
  return { mean, axes };
}
