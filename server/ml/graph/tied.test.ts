import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tied } from './tied.ts';

it('names the smallest of what is tied, through others too, and an item of no pair by itself', () => {
  const rootOf = tied<string>([
    ['d', 'c'],
    ['b', 'c'],
    ['x', 'y'],
    ['e', 'e'],
  ]);
  expect(['b', 'c', 'd', 'x', 'y', 'e', 'z'].map(rootOf)).toEqual(['b', 'b', 'b', 'x', 'x', 'e', 'z']);
});

it('is what walking from item to item reaches, in whatever order pairs come', () => {
  const item = fc.nat(12);
  fc.assert(
    fc.property(fc.array(fc.tuple(item, item), { maxLength: 20 }), (pairs) => {
      const rootOf = tied(pairs);
      for (let from = 0; from <= 12; from++) {
        const reached = new Set([from]);
        for (let size = 0; size < reached.size; ) {
          size = reached.size;
          for (const [one, other] of pairs) {
            if (reached.has(one)) reached.add(other);
            if (reached.has(other)) reached.add(one);
          }
        }
        expect(rootOf(from)).toBe(Math.min(...reached));
      }
    }),
  );
});
