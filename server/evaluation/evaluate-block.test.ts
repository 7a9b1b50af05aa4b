import { describe, expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import type { PairRecord } from '#server/ml/pairs/corpus.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { evaluateBlock } from './evaluate-block.ts';
import { rerank } from './rerank-candidates.ts';

/** Two tables of one generated catalog: the first listing of a thing left, its others right. */
function twoTables() {
  const { listings, truth } = generateCatalog({ seed: 606, listings: 500 });
  const [left, right]: [PairRecord[], PairRecord[]] = [[], []];
  const firstOf = new Map<number, number>();
  const pairs: [number, number][] = [];
  for (const listing of listings) {
    const record: PairRecord = {
      title: listing.title,
      text: listing.description ?? '',
      brand: listing.brand,
      model: null,
      price: listing.priceMinor === null ? Number.NaN : listing.priceMinor / 100,
      extras: [],
    };
    const group = truth.group[listing.key];
    const first = firstOf.get(group);
    if (first === undefined) {
      firstOf.set(group, left.length);
      left.push(record);
    } else {
      pairs.push([first, right.length]);
      right.push(record);
    }
  }
  return { left, right, pairs };
}

describe('evaluateBlock', () => {
  it('ranks true pairs first over the whole collection, and more of them with a larger budget', async () => {
    const { left, right, pairs } = twoTables();
    const report = await evaluateBlock({
      left,
      right,
      truth: {
        left: Int32Array.from(pairs, ([one]) => one),
        right: Int32Array.from(pairs, ([, other]) => other),
        labels: new Uint8Array(pairs.length).fill(1),
      },
      budgets: [10 * right.length, right.length, 3 * right.length],
      log: () => undefined,
    });
    expect(report.truePairs).toBe(pairs.length);
    const [least, some, most] = [1, 3, 10].map((times) => report.recall[String(times * right.length)]);
    expect(least).toBeGreaterThan(0.6);
    expect(some).toBeGreaterThan(0.85);
    expect(most).toBeGreaterThan(0.97);
    expect(least).toBeLessThanOrEqual(some);
    expect(some).toBeLessThanOrEqual(most);
  });
});

describe('rerank', () => {
  const candidates = {
    left: Int32Array.of(0, 0, 1, 1),
    right: Int32Array.of(2, 3, 2, 3),
    score: Float32Array.of(0.4, 0.3, 0.2, 0.1),
  };
  const rowsOf = (left: Int32Array): DenseRows => ({
    values: Float32Array.from(left),
    rowCount: left.length,
    featureCount: 1,
  });

  it('loses no pair, leaves those beyond the judged in their order, and works without a matcher', async () => {
    const ranked = await rerank(
      candidates,
      {
        rows: rowsOf,
        // Of record 0 the second pair is the likely one.
        likelihood: ({ rowCount }) =>
          Float32Array.from({ length: rowCount }, (_, at) => (at === 1 ? 0.9 : 1e-4)),
        p: async () => null,
      },
      4,
      2,
    );
    expect([...ranked.left]).toEqual([0, 0, 1, 1]);
    expect([...ranked.right]).toEqual([3, 2, 2, 3]);
    expect([...ranked.score].every((score, at, all) => at === 0 || score <= all[at - 1])).toBe(true);
  });
});
