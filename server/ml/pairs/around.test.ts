import { describe, expect, it } from 'vitest';
import { aroundCount, PairSurroundings } from './around.ts';
import { contextFeatureCount } from './context.ts';

describe('the second look at a pair', () => {
  // 0–1 and 0–2 are sure, 1–2 is doubtful by itself; 3–4 is doubtful and stands alone.
  const pairs = { left: Int32Array.of(0, 0, 1, 3), right: Int32Array.of(1, 2, 2, 4) };
  const first = [0.9, 0.9, 0.4, 0.4];
  const plain = { values: Float32Array.of(1, 2, 3, 4), rowCount: 4, featureCount: 1 };
  const around = new PairSurroundings(pairs, first, 5);

  it('puts the first p, the standing and the shared neighbours behind the features', () => {
    const { values, featureCount } = around.widen(plain);
    expect(featureCount).toBe(1 + aroundCount);
    const graphAt = 2 + contextFeatureCount;
    const row = (at: number): number[] => [...values.subarray(at * featureCount, (at + 1) * featureCount)];
    expect(row(2).slice(0, 2)).toEqual([3, expect.closeTo(0.4)]);
    expect(row(2)[graphAt]).toBeCloseTo(0.81);
    expect(row(3)[graphAt]).toBe(0);
  });

  it('gives the same rows in pieces as in one', () => {
    const whole = around.widen(plain);
    const piece = around.widen({ values: Float32Array.of(3, 4), rowCount: 2, featureCount: 1 }, 2);
    expect(piece.values).toEqual(whole.values.slice(2 * whole.featureCount));
  });
});
