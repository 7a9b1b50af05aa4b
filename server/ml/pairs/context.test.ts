import { describe, expect, it } from 'vitest';
import { contextFeatureCount, contextFeatures } from './context.ts';

// Left 0 with right 10, 11 and 12; left 1 with right 11.
const pairs = { left: [0, 0, 0, 1], right: [10, 11, 12, 11] };
const p = Float32Array.of(0.9, 0.6, 0.1, 0.7);

function row(found: Float32Array, pair: number): number[] {
  return [...found.subarray(pair * contextFeatureCount, (pair + 1) * contextFeatureCount)];
}

describe('how a pair stands among the others of its records', () => {
  it('counts rank, margin and sum of the others on either side', () => {
    const found = row(contextFeatures(pairs, p, false), 1);
    [1, 0.6 - 0.9, 1, 1, 0.6 - 0.7, 0.7, 2].forEach((wanted, at) => {
      expect(found[at]).toBeCloseTo(wanted, 5);
    });
  });

  it('has no margin where a record has no other pair', () => {
    expect(row(contextFeatures(pairs, p, false), 0)[4]).toBeNaN();
  });

  it('counts others with the answers that people gave, the pair itself by its own p', () => {
    const answers = Float32Array.of(0, 1, 0.1, 0.7);
    const found = row(contextFeatures(pairs, p, false, answers), 1);
    // 0–10 was refused: nothing stands above 0–11 on the left any more; its own answer is not seen.
    [0, 0.6 - 0.1, 0.1].forEach((wanted, at) => {
      expect(found[at]).toBeCloseTo(wanted, 5);
    });
    const opposite = Float32Array.of(0, 0, 0.1, 0.7);
    expect(row(contextFeatures(pairs, p, false, opposite), 1)).toEqual(found);
  });
});
