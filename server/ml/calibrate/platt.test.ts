import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { fitPlatt } from './platt.ts';

/** Answers drawn by log-odds, and the same log-odds as told by a model that is too sure of itself by a factor. */
function told(count: number, seed: number, tooSure: number) {
  const rng = makeRng(seed);
  const truly = Float64Array.from({ length: count }, () => 3 * rng.normal() - 2);
  const labels = Uint8Array.from(truly, (x) => Number(rng.next() < 1 / (1 + Math.exp(-x))));
  return { logOdds: truly.map((x) => tooSure * x + 1), labels };
}

describe('fitPlatt', () => {
  it('finds how sure a model may be, however far it starts from it', () => {
    // From scores ten times too sure, whole Newton steps went to a scale of 10¹⁰.
    for (const tooSure of [0.1, 0.5, 1, 3, 10]) {
      const { logOdds, labels } = told(20_000, 7, tooSure);
      const { scale, shift } = fitPlatt(logOdds, labels);
      expect(scale * tooSure).toBeCloseTo(1, 1);
      expect(shift + scale).toBeCloseTo(0, 1);
    }
  });

  it('changes nothing where all answers are one, and stays finite where they are told apart without a mistake', () => {
    expect(fitPlatt([1, 2], [1, 1])).toEqual({ scale: 1, shift: 0 });
    const { scale, shift } = fitPlatt([-50, -40, 40, 50], [0, 0, 1, 1]);
    expect(scale).toBeGreaterThan(0);
    expect(scale).toBeLessThan(1);
    expect(Math.abs(shift)).toBeLessThan(1);
  });
});
