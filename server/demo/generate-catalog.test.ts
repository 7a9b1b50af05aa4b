import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { composePicture } from './compose-picture.ts';
import { generateCatalog } from './generate-catalog.ts';
import { isGtin } from './gtin.ts';
import { leafByCode, leaves } from './taxonomy.ts';
import { writeFeeds } from './write-feeds.ts';

const { listings, truth } = generateCatalog({ seed: 7, listings: 2400 });
const byKey = new Map(listings.map((listing) => [listing.key, listing]));

async function feedBytes(seed: number): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-feeds-'));
  try {
    await writeFeeds(generateCatalog({ seed, listings: 300 }).listings, seed, folder);
    const hash = createHash('sha256');
    for (const file of readdirSync(path.join(folder, 'feeds')).sort())
      hash.update(readFileSync(path.join(folder, 'feeds', file)));
    return hash.digest('hex');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the demo catalog', () => {
  it('is the same bytes for the same seed, and others for another', async () => {
    expect(await feedBytes(3)).toBe(await feedBytes(3));
    expect(await feedBytes(3)).not.toBe(await feedBytes(4));
  });

  it('has 2,400 listings of 12 sellers in 60 leaves and five languages', () => {
    expect(byKey.size).toBe(2400);
    expect(new Set(listings.map((listing) => listing.sellerKey)).size).toBe(12);
    expect(leaves).toHaveLength(60);
    expect(new Set(Object.values(truth.trueCode)).size).toBe(60);
    expect(new Set(listings.map((listing) => listing.locale)).size).toBe(5);
  });

  it('plants 6 % wrong categories, and only those', () => {
    const wrong = listings
      .filter((listing) => listing.givenCode !== truth.trueCode[listing.key])
      .map((listing) => listing.key);
    expect(wrong.sort()).toEqual([...truth.plantedWrong].sort());
    expect(wrong).toHaveLength(144);
  });

  it('has 15 % of its listings in clusters of 2 to 6, some of them in two languages', () => {
    const groups = new Map<number, string[]>();
    for (const [key, group] of Object.entries(truth.group))
      groups.set(group, [...(groups.get(group) ?? []), key]);
    const clusters = [...groups.values()].filter((keys) => keys.length > 1);
    expect(clusters.flat()).toHaveLength(360);
    expect(Math.max(...clusters.map((keys) => keys.length))).toBeLessThanOrEqual(6);
    const mixed = clusters.filter((keys) => new Set(keys.map((key) => byKey.get(key)?.locale)).size > 1);
    expect(mixed.length).toBeGreaterThan(clusters.length / 3);
  });

  it('has traps that are never duplicates and have another article number', () => {
    expect(truth.traps.length).toBeGreaterThan(100);
    for (const { a, b } of truth.traps) {
      expect(truth.group[a]).not.toBe(truth.group[b]);
      const [left, right] = [byKey.get(a)?.gtin, byKey.get(b)?.gtin];
      if (left && right) expect(left).not.toBe(right);
    }
  });

  it('gives about 60 % valid article numbers and 8 % no image', () => {
    const gtins = listings.flatMap((listing) => listing.gtin ?? []);
    expect(gtins.every(isGtin)).toBe(true);
    expect(gtins.length / 2400).toBeCloseTo(0.6, 1);
    expect(listings.filter((listing) => listing.images.length === 0).length / 2400).toBeCloseTo(0.08, 1);
  });

  it('draws every leaf', () => {
    const drawn = new Set<string>();
    for (const { product, view } of listings.flatMap((listing) => listing.images)) {
      if (drawn.has(product.leaf)) continue;
      expect(composePicture({ product, view, sizePx: 100, watermark: '' })).not.toMatch(/NaN|undefined/);
      drawn.add(product.leaf);
    }
    expect(drawn.size).toBe(leafByCode.size);
  });
});
