/**
 * L2-regularised L2-loss linear support vector machine, one class against the rest, by dual coordinate descent with
 * shrinking: Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 3.
 *
 *   min_w ½ wᵀw + C Σ max(0, 1 − yᵢ wᵀxᵢ)²
 */
import { makeRng } from '../rng.ts';
import type { SparseRows } from './sparse.ts';

export interface SvmOptions {
  /** C: price of an error against the length of w. */
  cost: number;
  /** Ends when the largest projected gradient of a pass falls below. */
  tolerance: number;
  passesMax: number;
  seed: number;
}

export const svmDefaults: SvmOptions = { cost: 1, tolerance: 0.1, passesMax: 60, seed: 1 };

/** xᵢᵀxᵢ of each row: shared by all classes. */
export function squaredLengths(rows: SparseRows): Float64Array {
  const squares = new Float64Array(rows.rowCount);
  for (let row = 0; row < rows.rowCount; row++) {
    let sum = 0;
    for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++)
      sum += rows.values[at] * rows.values[at];
    squares[row] = sum;
  }
  return squares;
}

interface Pass {
  gradientMax: number;
  gradientMin: number;
  active: number;
}

interface Problem {
  rows: SparseRows;
  signs: Int8Array;
  alpha: Float64Array;
  weights: Float64Array;
  diagonal: Float64Array;
  shift: number;
}

function gradientOf(problem: Problem, row: number): number {
  const { rows, weights } = problem;
  const { indices, values, offsets } = rows;
  let product = weights[rows.columnCount];
  for (let at = offsets[row], end = offsets[row + 1]; at < end; at++)
    product += weights[indices[at]] * values[at];
  return product * problem.signs[row] - 1 + problem.alpha[row] * problem.shift;
}

function moveAlpha(problem: Problem, row: number, gradient: number): void {
  const { rows, weights, alpha } = problem;
  const { indices, values, offsets } = rows;
  const before = alpha[row];
  alpha[row] = Math.max(0, before - gradient / problem.diagonal[row]);
  const step = (alpha[row] - before) * problem.signs[row];
  if (step === 0) return;
  for (let at = offsets[row], end = offsets[row + 1]; at < end; at++)
    weights[indices[at]] += step * values[at];
  weights[rows.columnCount] += step;
}

function runPass(problem: Problem, order: Int32Array, active: number, shrinkAbove: number): Pass {
  let size = active;
  let gradientMax = Number.NEGATIVE_INFINITY;
  let gradientMin = Number.POSITIVE_INFINITY;
  for (let at = 0; at < size; at++) {
    const row = order[at];
    const gradient = gradientOf(problem, row);
    let projected = gradient;
    if (problem.alpha[row] === 0) {
      if (gradient > shrinkAbove) {
        size--;
        order[at] = order[size];
        order[size] = row;
        at--;
        continue;
      }
      projected = Math.min(0, gradient);
    }
    gradientMax = Math.max(gradientMax, projected);
    gradientMin = Math.min(gradientMin, projected);
    if (Math.abs(projected) > 1e-12) moveAlpha(problem, row, gradient);
  }
  return { gradientMax, gradientMin, active: size };
}

/**
 * Trains one class against the rest.
 * @param signs +1 for rows of the class, −1 for the others
 * @param squares `squaredLengths(rows)`
 * @returns columnCount + 1 weights; the last is the bias (a column of ones)
 */
export function trainSvm(
  rows: SparseRows,
  signs: Int8Array,
  squares: Float64Array,
  options: SvmOptions = svmDefaults,
): Float64Array {
  const rng = makeRng(options.seed);
  const shift = 0.5 / options.cost;
  const problem: Problem = {
    rows,
    signs,
    alpha: new Float64Array(rows.rowCount),
    weights: new Float64Array(rows.columnCount + 1),
    diagonal: squares.map((square) => square + 1 + shift),
    shift,
  };
  const order = Int32Array.from({ length: rows.rowCount }, (_, row) => row);
  let active = rows.rowCount;
  let shrinkAbove = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < options.passesMax; pass++) {
    for (let at = active - 1; at > 0; at--) {
      const other = rng.below(at + 1);
      const held = order[at];
      order[at] = order[other];
      order[other] = held;
    }
    const found = runPass(problem, order, active, shrinkAbove);
    active = found.active;
    if (found.gradientMax - found.gradientMin <= options.tolerance) {
      if (active === rows.rowCount) break;
      // Look at all rows once more before believing it.
      active = rows.rowCount;
      shrinkAbove = Number.POSITIVE_INFINITY;
    } else {
      shrinkAbove = found.gradientMax <= 0 ? Number.POSITIVE_INFINITY : found.gradientMax;
    }
  }
  return problem.weights;
}
