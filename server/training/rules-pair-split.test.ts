import { describe, expect, it } from 'vitest';
import type { Split } from '#server/labels/schema-splits.ts';
import { makeRng } from '#server/ml/rng.ts';
import { splitPairs } from './rules-pair-split.ts';

const splitsOf = (parts: Record<string, Split>) =>
  new Map(Object.entries(parts).map(([id, split]) => [id, { split }]));

describe('parts of decided pairs', () => {
  it('keeps pairs of common products together, in the strongest part of any of them', () => {
    const pairs = [
      { a: 'a', b: 'b' },
      { a: 'b', b: 'c' },
      { a: 'x', b: 'y' },
    ];
    const placed = splitPairs(
      pairs,
      splitsOf({ a: 'train', b: 'train', c: 'test', x: 'train', y: 'validation' }),
    );
    expect(placed).toEqual([
      { group: 'a', split: 'test' },
      { group: 'a', split: 'test' },
      { group: 'x', split: 'validation' },
    ]);
  });

  it('places nothing by a quarantined product', () => {
    expect(splitPairs([{ a: 'a', b: 'b' }], splitsOf({ a: 'quarantined' }))).toEqual([null]);
    expect(splitPairs([{ a: 'a', b: 'b' }], splitsOf({ a: 'quarantined', b: 'train' }))).toEqual([
      { group: 'a', split: 'train' },
    ]);
  });

  it('shares no product between parts, whatever was decided', () => {
    const rng = makeRng(5);
    const names: Split[] = ['train', 'train', 'train', 'validation', 'test', 'unseen_seller', 'quarantined'];
    const products = Array.from({ length: 400 }, (_, at) => `p${String(at).padStart(3, '0')}`);
    const splits = splitsOf(Object.fromEntries(products.map((id) => [id, names[rng.below(names.length)]])));
    const pairs = Array.from({ length: 250 }, () => {
      const [one, other] = [rng.below(399), rng.below(399)];
      return { a: products[Math.min(one, other)], b: products[Math.max(one, other) + 1] };
    });
    const partOf = new Map<string, string>();
    splitPairs(pairs, splits).forEach((placed, at) => {
      for (const product of placed ? [pairs[at].a, pairs[at].b] : []) {
        expect(partOf.get(product) ?? placed?.split).toBe(placed?.split);
        partOf.set(product, placed?.split ?? '');
        if (splits.get(product)?.split === 'test') expect(['test', 'unseen_seller']).toContain(placed?.split);
      }
    });
    expect(new Set(partOf.values()).size).toBeGreaterThan(2);
  });
});
