import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadEvenly } from './spread-evenly.ts';

it('keeps every place where there are few', () => {
  expect(spreadEvenly(3, 5)).toEqual([0, 1, 2]);
  expect(spreadEvenly(0, 5)).toEqual([]);
});

it('keeps different places, rising, no gap more than one wider than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 300 }), (count, countMax) => {
      const places = spreadEvenly(count, countMax);
      expect(places).toHaveLength(Math.min(count, countMax));
      const gaps = places.slice(1).map((place, at) => place - places[at]);
      expect(places[0]).toBe(0);
      expect(places.at(-1)).toBeLessThan(count);
      expect(gaps.every((gap) => gap >= 1)).toBe(true);
      if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  );
});
