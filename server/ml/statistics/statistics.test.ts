import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { cohensKappa, krippendorffAlpha } from './agreement.ts';
import { anytimeBound } from './anytime-bound.ts';
import { pairedBootstrap, wilsonInterval } from './intervals.ts';

describe('Wilson’s interval', () => {
  it('has known values', () => {
    // 81 of 263: Newcombe 1998, table I, method 3.
    expect(wilsonInterval(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilsonInterval(81, 263).high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) });
  });

  it('holds the share and stays a share', () =>
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (one, other) => {
        const [hits, count] = [Math.min(one, other), Math.max(one, other, 1)];
        const { low, high } = wilsonInterval(hits, count);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / count + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / count - 1e-12);
      }),
    ));
});

describe('the paired bootstrap', () => {
  const ones = new Float64Array(400).fill(1);

  it('sees a real difference and no difference', () => {
    const rng = makeRng(1);
    const active = Float64Array.from(ones, () => Number(rng.next() < 0.8));
    const better = active.map((right) => (right === 1 || rng.next() < 0.4 ? 1 : 0));
    const seen = pairedBootstrap(better, active, ones, makeRng(2));
    expect(seen.low).toBeGreaterThan(0);
    expect(seen.p).toBeLessThan(0.01);
    const shuffled = active.map((_, at) => active[(at + 1) % active.length]);
    const none = pairedBootstrap(shuffled, active, ones, makeRng(2));
    expect(none.low).toBeLessThanOrEqual(0);
    expect(none.high).toBeGreaterThanOrEqual(0);
    expect(none.p).toBeGreaterThan(0.5);
  });

  it('finds nothing where there is nothing in about 95 of 100 cases', () => {
    let held = 0;
    for (let seed = 0; seed < 100; seed++) {
      const rng = makeRng(seed);
      const [one, other] = [0, 1].map(() =>
        Float64Array.from({ length: 150 }, () => Number(rng.next() < 0.7)),
      );
      const { low, high } = pairedBootstrap(one, other, ones.subarray(0, 150), rng, 400);
      if (low <= 0 && high >= 0) held++;
    }
    expect(held).toBeGreaterThanOrEqual(89);
  });

  it('says of groups of many items what it says of the items: the interval of the textbook', () => {
    const rng = makeRng(8);
    const count = 12_000;
    const [one, other] = [0.72, 0.7].map((p) =>
      Float64Array.from({ length: count }, () => Number(rng.next() < p)),
    );
    const gains = one.map((value, at) => value - other[at]);
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
    const error = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0)) / count;
    const found = pairedBootstrap(one, other, new Float64Array(count).fill(1), rng, 1000);
    expect(found.difference).toBeCloseTo(mean, 12);
    expect((found.high - found.low) / (2 * 1.96 * error)).toBeGreaterThan(0.9);
    expect((found.high - found.low) / (2 * 1.96 * error)).toBeLessThan(1.1);
  });

  it('weighs items', () => {
    const { difference } = pairedBootstrap([1, 0], [0, 0], [3, 1], makeRng(1), 10);
    expect(difference).toBeCloseTo(0.75);
  });
});

describe('the anytime-valid bound', () => {
  /** Share of seeded sequences whose bound is ever above the true mean. */
  function everWrong(mean: number, alpha: number, length: number): number {
    let wrong = 0;
    for (let seed = 0; seed < 150; seed++) {
      const rng = makeRng(seed);
      const bound = anytimeBound(alpha);
      for (let at = 0; at < length; at++) {
        bound.observe(Number(rng.next() < mean));
        if (bound.lower() > mean) {
          wrong++;
          break;
        }
      }
    }
    return wrong / 150;
  }

  it.each([0.5, 0.9, 0.98])('is at no moment above a true mean of %d more often than alpha', (mean) => {
    // 150 sequences at alpha .1: 23 or more wrong ones come by chance with probability < .02.
    expect(everWrong(mean, 0.1, 300)).toBeLessThanOrEqual(22 / 150);
  });

  it('needs some 200 flawless labels for a promise of 98 %, and never forgets', () => {
    const bound = anytimeBound(0.05);
    let needed = 0;
    while (!bound.refutes(0.98) && needed < 1000) {
      bound.observe(1);
      needed++;
    }
    // 149 for a fixed sample (0.98^149 < .05): looking at every moment costs the rest.
    expect(needed).toBeGreaterThan(149);
    expect(needed).toBeLessThan(320);
    expect(bound.lower()).toBeGreaterThanOrEqual(0.98);
  });

  it('comes near the mean with many labels', () => {
    const rng = makeRng(7);
    const bound = anytimeBound(0.05);
    for (let at = 0; at < 3000; at++) bound.observe(Number(rng.next() < 0.9));
    expect(bound.lower()).toBeGreaterThan(0.86);
  });

  it('takes nothing but shares', () => {
    expect(() => anytimeBound(0)).toThrow(RangeError);
    expect(() => anytimeBound(0.05).observe(1.1)).toThrow(RangeError);
  });
});

describe('agreement', () => {
  it('is Krippendorff’s published example', () => {
    // Krippendorff 2011, section C: nominal data of four observers, alpha = .743.
    const observers = [
      ['1', '2', '3', '3', '2', '1', '4', '1', '2', '', '', ''],
      ['1', '2', '3', '3', '2', '2', '4', '1', '2', '5', '', '3'],
      ['', '3', '3', '3', '2', '3', '4', '2', '2', '5', '1', ''],
      ['1', '2', '3', '3', '2', '4', '4', '1', '2', '5', '1', ''],
    ];
    const units = observers[0].map((_, at) =>
      observers.map((row) => row[at]).filter((value) => value !== ''),
    );
    expect(krippendorffAlpha(units)).toBeCloseTo(0.743, 3);
  });

  it('of two is Cohen’s', () => {
    // 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: kappa .4.
    const pairs = [
      ...Array(20).fill(['y', 'y']),
      ...Array(5).fill(['y', 'n']),
      ...Array(10).fill(['n', 'y']),
      ...Array(15).fill(['n', 'n']),
    ] as [string, string][];
    expect(cohensKappa(pairs)).toBeCloseTo(0.4, 6);
  });

  it('of nobody or of one value is unknown', () => {
    expect(krippendorffAlpha([['a'], ['b']])).toBeNull();
    expect(krippendorffAlpha([['a', 'a']])).toBeNull();
    expect(cohensKappa([])).toBeNull();
    expect(cohensKappa([['a', 'a']])).toBeNull();
  });
});
