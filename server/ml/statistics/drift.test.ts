import { describe, expect, it } from 'vitest';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { jensenShannon, measureDrift, populationStability } from './drift.ts';

function sampleOf(shares: number[], count: number, rng: Rng): number[] {
  const counts = shares.map(() => 0);
  for (let item = 0; item < count; item++) {
    let at = rng.next();
    let bin = 0;
    while (bin < shares.length - 1 && at >= shares[bin]) at -= shares[bin++];
    counts[bin]++;
  }
  return counts;
}

const shares = [0.5, 0.25, 0.15, 0.08, 0.02];

describe('drift of a histogram', () => {
  it('has known values', () => {
    expect(jensenShannon([1, 0], [0, 1])).toBeCloseTo(1);
    expect(jensenShannon([3, 1], [30, 10])).toBeCloseTo(0);
    // .9 → .5 and .1 → .5: (.5 − .9)·ln(.5/.9) + (.5 − .1)·ln(.5/.1)
    expect(populationStability([90_000, 10_000], [50_000, 50_000])).toBeCloseTo(0.8789, 3);
    expect(jensenShannon([0, 0], [1, 1])).toBe(0);
  });

  it('raises a false alarm as often as it says, and no oftener', () => {
    const rng = makeRng(7);
    const tries = 400;
    let alarms = 0;
    for (let one = 0; one < tries; one++) {
      const drift = measureDrift(sampleOf(shares, 2000, rng), sampleOf(shares, 150, rng), rng, 200);
      if (drift.p <= 0.05) alarms++;
    }
    // 20 are expected; 36 is three and a half standard deviations above.
    expect(alarms).toBeGreaterThan(4);
    expect(alarms).toBeLessThan(36);
  });

  it('sees a real change in 150 products', () => {
    const rng = makeRng(8);
    const moved = [0.3, 0.25, 0.15, 0.08, 0.22];
    const drift = measureDrift(sampleOf(shares, 2000, rng), sampleOf(moved, 150, rng), rng, 1000);
    expect(drift.p).toBeLessThan(0.002);
    expect(drift.psi).toBeGreaterThan(0.25);
  });

  it('gives the same answer for the same seed', () => {
    const run = () => measureDrift([500, 300, 200], [40, 40, 20], makeRng(3), 500);
    expect(run()).toEqual(run());
    expect(() => measureDrift([1], [1, 2], makeRng(1), 10)).toThrow('same bins');
  });
});
