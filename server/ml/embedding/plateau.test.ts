import { describe, expect, it } from 'vitest';
import { fixedFactors, linearDecay, Plateau } from './plateau.ts';

const options = { halveAfter: 2, patience: 5, gainMin: 0.01 };

/** Feeds losses; answers the factor of each epoch, those that were best, and the epoch at which it ended (0: not). */
function follow(losses: readonly number[]) {
  const plateau = new Plateau(options);
  const factors: number[] = [];
  const best: number[] = [];
  for (const [epoch, loss] of losses.entries()) {
    factors.push(plateau.factor());
    const step = plateau.observe(epoch, loss);
    if (step.isBest) best.push(epoch);
    if (step.isDone) return { factors, best, endedAt: epoch };
  }
  return { factors, best, endedAt: 0 };
}

describe('a rate that falls on a plateau', () => {
  it('stays while the loss falls', () => {
    const { factors, best, endedAt } = follow([5, 4, 3, 2, 1]);
    expect(factors).toEqual([1, 1, 1, 1, 1]);
    expect(best).toEqual([0, 1, 2, 3, 4]);
    expect(endedAt).toBe(0);
  });

  it('is halved after epochs without a gain, and ends it after more of them', () => {
    const { factors, best, endedAt } = follow([2, 1, 1.2, 1.1, 1.3, 1.2, 1.1, 1]);
    expect(factors).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.25]);
    expect(best).toEqual([0, 1]);
    expect(endedAt).toBe(6);
  });

  it('keeps what is least, though gains too small to count do not prolong it', () => {
    const { best, endedAt } = follow([1, 0.999, 0.998, 0.997, 0.996, 0.995]);
    expect(best).toEqual([0, 1, 2, 3, 4, 5]);
    expect(endedAt).toBe(5);
  });

  it('waits anew once a smaller rate helps', () => {
    expect(follow([1, 1, 1, 0.5, 0.5, 0.5, 0.4, 0.3]).endedAt).toBe(0);
  });
});

it('falls evenly to nothing, or as an earlier training found', () => {
  const falling = linearDecay(4);
  expect([falling.factor(0, 0), falling.factor(1, 0.5), falling.factor(3, 1)]).toEqual([1, 0.625, 0]);
  expect(fixedFactors([1, 0.25]).factor(1, 0.9)).toBe(0.25);
  expect(falling.observe(9, 0)).toEqual({ isBest: false, isDone: false });
});
