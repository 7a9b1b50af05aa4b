import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { factorise, invertLower, solveLower, solveUpper } from './cholesky.ts';

/** B · Bᵀ + I: symmetric and positive definite. */
function aMatrix(size: number, seed: number): Float64Array {
  const rng = makeRng(seed);
  const root = Float64Array.from({ length: size * size }, () => rng.normal());
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = row === column ? 1 : 0;
      for (let k = 0; k < size; k++) sum += root[row * size + k] * root[column * size + k];
      matrix[row * size + column] = sum;
    }
  }
  return matrix;
}

describe('Cholesky factors', () => {
  // 48 is the block size: below, at, between and above several blocks.
  it.each([1, 5, 48, 49, 131, 250])('solve a system of %i unknowns', (size) => {
    const matrix = aMatrix(size, size);
    const rng = makeRng(7);
    const width = 3;
    const solution = Float64Array.from({ length: size * width }, () => rng.normal());
    const sides = new Float64Array(size * width);
    for (let row = 0; row < size; row++)
      for (let k = 0; k < size; k++)
        for (let at = 0; at < width; at++)
          sides[row * width + at] += matrix[row * size + k] * solution[k * width + at];
    factorise(matrix, size);
    solveLower(matrix, size, sides, width);
    solveUpper(matrix, size, sides, width);
    sides.forEach((value, at) => expect(value).toBeCloseTo(solution[at], 6));
  });

  it('inverts the factor', () => {
    const size = 100;
    const factor = aMatrix(size, 3);
    factorise(factor, size);
    const inverse = invertLower(factor, size);
    for (let row = 0; row < size; row += 7) {
      for (let column = 0; column <= row; column++) {
        let sum = 0;
        for (let k = column; k <= row; k++) sum += factor[row * size + k] * inverse[k * size + column];
        expect(sum).toBeCloseTo(row === column ? 1 : 0, 9);
      }
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => factorise(Float64Array.from([1, 2, 2, 1]), 2)).toThrow(RangeError);
  });
});
