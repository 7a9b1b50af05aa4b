import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { bestThreshold, binaryScore, steadyThreshold } from './binary-metrics.ts';

/** Rows of which a tenth are yes; log-odds of a model that is too sure of itself by a factor. */
function sample(count: number, seed: number, tooSure: number) {
  const rng = makeRng(seed);
  const noise = () => rng.next() + rng.next() + rng.next() + rng.next() - 2;
  const labels = Uint8Array.from({ length: count }, () => Number(rng.next() < 0.1));
  const p = Float64Array.from(labels, (label) => {
    const x = (label ? 1 : -3) + 3 * noise();
    return 1 / (1 + Math.exp(-tooSure * x));
  });
  return { p, labels };
}

describe('thresholds', () => {
  it('separate what can be separated', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, row) => Number(row < 20));
    const p = Float64Array.from(labels, (label, row) => (label ? 0.7 : 0.1) + row / 200);
    for (const threshold of [bestThreshold(p, labels), steadyThreshold(p, labels)])
      expect(binaryScore(p, labels, threshold).f1).toBe(1);
  });

  it('lose less on other rows by what answers are worth than by the peak of a small sample, however sure the model is', () => {
    for (const tooSure of [0.5, 1, 5]) {
      const other = sample(20_000, 99, tooSure);
      const onOther = (find: typeof bestThreshold): number => {
        const scores = Array.from({ length: 60 }, (_, seed) => {
          const few = sample(400, seed + 1, tooSure);
          return binaryScore(other.p, other.labels, find(few.p, few.labels)).f1;
        });
        return scores.reduce((sum, f1) => sum + f1, 0) / scores.length;
      };
      expect(onOther(steadyThreshold)).toBeGreaterThan(onOther(bestThreshold));
    }
  });

  it('answer something where nothing is yes', () => {
    expect(steadyThreshold([0.2, 0.4], [0, 0])).toBeGreaterThanOrEqual(0);
  });
});
