import { describe, expect, it } from 'vitest';
import { openFilter, passes } from '#server/ml/filter/filter-tree.ts';
import { randomRows, randomTree } from '#server/ml/filter/random-rows.fixture.ts';
import { FilterScan } from './filter-scan.ts';

const count = 2300;
const rows = randomRows(count, 11);
/** Listings of both blocks, whose pairs with all behind them are asked of the plain tree too. */
const asked = [0, 1023, 2047, 2048, 2200];

function sorted(pairs: Int32Array): number[] {
  return Array.from({ length: pairs.length / 2 }, (_, at) => pairs[2 * at] * count + pairs[2 * at + 1]).sort(
    (x, y) => x - y,
  );
}

describe('FilterScan', () => {
  it('lets through with vectors what the plain tree does, on every pair, within and across blocks', async () => {
    for (const seed of [1, 2]) {
      const tree = randomTree(rows, seed);
      const scan = await FilterScan.open(tree, rows);
      const expected: number[] = [];
      for (const a of asked)
        for (let b = a + 1; b < count; b++) if (passes(tree, rows, a, b)) expected.push(a * count + b);
      const { pairs, passed } = scan.run(5_000_000);
      expect(passed).toBe(pairs.length / 2);
      const found = new Set(sorted(pairs));
      expect([...found].filter((pair) => asked.includes(Math.floor(pair / count)))).toEqual(
        expected.sort((x, y) => x - y),
      );
    }
  });

  it('has the same scan in plain arithmetic, where there are no vectors', async () => {
    const tree = randomTree(rows, 9);
    const scan = await FilterScan.open(tree, rows);
    for (const place of [0, 77, 251]) {
      const wanted: number[] = [];
      for (let at = 0; at < 252; at++) if (passes(tree, rows, place, 2048 + at)) wanted.push(at);
      expect(scan.plainBlock(0, place, 1, 0, 252)).toBe(wanted.length);
    }
  });

  it('counts all and tells no more than there is room for', async () => {
    const scan = await FilterScan.open(openFilter, rows);
    const { pairs, passed } = scan.run(1000);
    expect(passed).toBe((count * (count - 1)) / 2);
    expect(pairs.length).toBe(2000);
    expect(new Set(sorted(pairs)).size).toBe(1000);
  });

  it('shares the work: what one has taken the other leaves', async () => {
    const tree = randomTree(rows, 2);
    const alone = sorted((await FilterScan.open(tree, rows)).run(5_000_000).pairs);
    const scan = await FilterScan.open(tree, rows);
    const shared = scan.share();
    Atomics.add(shared.taken, 0, 1);
    const rest = sorted(FilterScan.over(shared, 1).run(5_000_000).pairs);
    expect(scan.run(5_000_000).passed).toBe(0);
    expect(rest).toEqual(alone.filter((pair) => pair % count >= 2048));
    expect(rest.length).toBeGreaterThan(0);
  });
});
