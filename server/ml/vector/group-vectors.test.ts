import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { groupVectors } from './group-vectors.ts';

/** Rows of length 1 around some centres. */
function rowsAround(
  count: number,
  size: number,
  centres: number,
  spread: number,
  seed: number,
): Float32Array {
  const rng = makeRng(seed);
  const drawn = Array.from({ length: centres * size }, () => rng.next() - 0.5);
  const all = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    const from = (row % centres) * size;
    const vector = Array.from({ length: size }, (_, at) => drawn[from + at] + spread * (rng.next() - 0.5));
    const length = Math.hypot(...vector);
    all.set(
      vector.map((value) => value / length),
      row * size,
    );
  }
  return all;
}

describe('groupVectors', () => {
  it('holds every row once, in groups no larger than asked, the same each time', () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.integer({ min: 0, max: 120 }),
          max: fc.integer({ min: 1, max: 30 }),
          centres: fc.integer({ min: 1, max: 9 }),
          spread: fc.constantFrom(0, 0.1, 5),
          seed: fc.nat(),
        }),
        ({ count, max, centres, spread, seed }) => {
          const all = rowsAround(count, 6, centres, spread, seed);
          const groups = groupVectors(all, 6, max);
          const rows = groups.flatMap((group) => group.rows);
          expect(rows.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, row) => row));
          for (const group of groups) {
            expect(group.rows.length).toBeGreaterThan(0);
            expect(group.rows.length).toBeLessThanOrEqual(max);
            const length = Math.hypot(...group.centre);
            expect(length < 1e-6 || Math.abs(length - 1) < 1e-5).toBe(true);
          }
          expect(groupVectors(all, 6, max)).toEqual(groups);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts what lies together into one group', () => {
    const groups = groupVectors(rowsAround(90, 32, 9, 0.05, 3), 32, 15);
    for (const { rows } of groups) expect(new Set(rows.map((row) => row % 9)).size).toBe(1);
  });

  it('cuts equal rows by number, and takes no group of none', () => {
    const groups = groupVectors(
      Float32Array.from({ length: 20 }, (_, at) => (at % 2 ? 0 : 1)),
      2,
      4,
    );
    expect(groups.map((group) => group.rows.length)).toEqual([2, 3, 2, 3]);
    expect(() => groupVectors(new Float32Array(4), 2, 0)).toThrow(RangeError);
  });
});
