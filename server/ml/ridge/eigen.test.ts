import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { eigen } from './eigen.ts';

describe('eigenvectors of a symmetric matrix', () => {
  it('are known for a matrix of two', () => {
    const { values, vectors } = eigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors[0])).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0]).toBeCloseTo(vectors[1], 12);
  });

  it('put the matrix together again, and stand upright on each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer(), (size, seed) => {
        const rng = makeRng(seed);
        const matrix = new Float64Array(size * size);
        for (let row = 0; row < size; row++)
          for (let column = 0; column <= row; column++) {
            const value = rng.below(2001) / 1000 - 1;
            matrix[row * size + column] = value;
            matrix[column * size + row] = value;
          }
        const { values, vectors } = eigen(matrix, size);
        for (let row = 0; row < size; row++)
          for (let column = 0; column < size; column++) {
            let again = 0;
            let product = 0;
            for (let k = 0; k < size; k++) {
              again += values[k] * vectors[k * size + row] * vectors[k * size + column];
              product += vectors[row * size + k] * vectors[column * size + k];
            }
            expect(again).toBeCloseTo(matrix[row * size + column], 5);
            expect(product).toBeCloseTo(row === column ? 1 : 0, 8);
          }
        expect([...values]).toEqual([...values].sort((left, right) => right - left));
      }),
      { numRuns: 30 },
    );
  });
});
