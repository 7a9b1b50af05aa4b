import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { OutsidePairs, type OutsideStratum, outsideStrata } from './outside-pairs.ts';

/** Listings of which some share one, two or three rare words, and everyone a frequent one. */
const listings = {
  words: Array.from({ length: 60 }, (_, at) => [
    'kettle',
    ...(at < 6 ? ['zx100'] : []),
    ...(at < 4 ? ['arctic'] : []),
    ...(at < 2 ? ['tundra'] : []),
    ...(at >= 50 ? [`only${at}`] : []),
  ]),
  categories: Array.from({ length: 60 }, (_, at) => (at % 10 === 0 ? null : String(at % 3))),
};
const pairs = new OutsidePairs(listings);

function counted(stratum: OutsideStratum): number {
  let count = 0;
  for (let left = 0; left < 60; left++)
    for (let right = left + 1; right < 60; right++) count += Number(pairs.stratumOf(left, right) === stratum);
  return count;
}

describe('pairs outside the candidates', () => {
  it('fall into one stratum each', () => {
    expect(counted('outside-name')).toBe(15);
    expect(outsideStrata.reduce((sum, stratum) => sum + counted(stratum), 0)).toBe((60 * 59) / 2);
  });

  it.each(outsideStrata)('are told in number by drawing: %s', (stratum) => {
    const { pairs: drawn, of } = pairs.draw(stratum, 20_000, makeRng(3));
    expect(of / counted(stratum)).toBeGreaterThan(0.95);
    expect(of / counted(stratum)).toBeLessThan(1.05);
    expect(drawn.every(({ left, right }) => left < right && pairs.stratumOf(left, right) === stratum)).toBe(
      true,
    );
    expect(new Set(drawn.map(({ left, right }) => `${left}/${right}`)).size).toBe(drawn.length);
  });

  it('are drawn alike, however many words they share', () => {
    // The first pair that is drawn, over many seeds: each of the fifteen equally often.
    const firsts = new Map<string, number>();
    const seeds = 6000;
    for (let seed = 0; seed < seeds; seed++) {
      const [{ left, right }] = pairs.draw('outside-name', 60, makeRng(seed)).pairs;
      firsts.set(`${left}/${right}`, (firsts.get(`${left}/${right}`) ?? 0) + 1);
    }
    expect(firsts.size).toBe(15);
    for (const count of firsts.values()) {
      expect(count).toBeGreaterThan(0.8 * (seeds / 15));
      expect(count).toBeLessThan(1.2 * (seeds / 15));
    }
  });

  it('are none where there is nothing to draw from', () => {
    const alone = new OutsidePairs({ words: [['kettle']], categories: [null] });
    for (const stratum of outsideStrata)
      expect(alone.draw(stratum, 10, makeRng(1))).toEqual({ pairs: [], of: 0 });
  });
});
