import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf, effectiveCount, giniOf, spreadOf } from './distributions.ts';
import { FrequentWords } from './frequent-words.ts';

describe('spreadOf', () => {
  it('is the 5th, 50th and 95th value of a hundred', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(spreadOf(values)).toEqual({ count: 100, low: 5, median: 50, high: 95 });
    expect(spreadOf([7])).toEqual({ count: 1, low: 7, median: 7, high: 7 });
    expect(spreadOf([]).count).toBe(0);
  });
});

describe('barsOf', () => {
  it('counts every value once, whatever the bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 50, noNaN: true })), (values) => {
        const bars = barsOf(values, [0, 1, 10, 20]);
        expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(values.length);
        expect(bars[1].count).toBe(values.filter((value) => value >= 1 && value < 10).length);
      }),
    );
  });
});

describe('balance', () => {
  it('is even for alike sizes and uneven where one holds all', () => {
    expect(giniOf([4, 4, 4, 4])).toBeCloseTo(0, 12);
    expect(giniOf([0, 0, 0, 100])).toBeCloseTo(0.75, 12);
    expect(effectiveCount([5, 5, 5])).toBeCloseTo(3, 12);
    expect(effectiveCount([9, 0])).toBeCloseTo(1, 12);
  });

  it('does not change with the unit', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, (some) => {
        const tenfold = some.map((size) => size * 10);
        expect(giniOf(tenfold)).toBeCloseTo(giniOf(some), 9);
        expect(effectiveCount(tenfold)).toBeCloseTo(effectiveCount(some), 9);
        expect(effectiveCount(some)).toBeLessThanOrEqual(some.length + 1e-9);
      }),
    );
  });
});

describe('FrequentWords', () => {
  it('is never more than `lost` below the truth, and never above it', () => {
    const word = fc.constantFrom(...'abcdefghijklmnopqrst');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 400 }), (stream) => {
        const counted = new FrequentWords(6);
        for (const one of stream) counted.add([one]);
        for (const { word: found, products } of counted.top(6)) {
          const truth = stream.filter((one) => one === found).length;
          expect(products).toBeLessThanOrEqual(truth);
          expect(products).toBeGreaterThanOrEqual(truth - counted.lost);
        }
      }),
    );
  });

  it('is exact while everything has room', () => {
    const counted = new FrequentWords(10);
    for (const title of [['red', 'mug'], ['mug'], ['blue', 'mug']]) counted.add(title);
    expect(counted.top(2)).toEqual([
      { word: 'mug', products: 3 },
      { word: 'blue', products: 1 },
    ]);
  });
});
