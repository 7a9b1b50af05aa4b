import { describe, expect, it } from 'vitest';
import { unlikeCatalog } from './unlike-catalogs.ts';
import { unlikeKindNames } from './unlike-kinds.ts';

describe('catalogs unlike the demo', () => {
  it('are the same for a seed, others for another', () => {
    expect(unlikeCatalog(['print'], 7, 120)).toEqual(unlikeCatalog(['print'], 7, 120));
    expect(unlikeCatalog(['print'], 8, 120)).not.toEqual(unlikeCatalog(['print'], 7, 120));
  });

  it('differ in their habits: one seller or several, few duplicates or many, with brands and pictures or without', () => {
    const drawn = unlikeKindNames.flatMap((kind, at) =>
      [1, 2, 3].map((seed) => unlikeCatalog([kind], 100 * at + seed, 200)),
    );
    const shares = drawn.map(
      (listings) => 1 - new Set(listings.map(({ thing }) => thing)).size / listings.length,
    );
    const sellers = drawn.map((listings) => new Set(listings.map(({ sellerKey }) => sellerKey)).size);
    expect(shares.some((share) => share < 0.02)).toBe(true);
    expect(shares.some((share) => share > 0.15)).toBe(true);
    expect(sellers.some((count) => count === 1)).toBe(true);
    expect(sellers.some((count) => count > 2)).toBe(true);
    expect(drawn.some((listings) => listings.every(({ brand }) => brand === null))).toBe(true);
    expect(drawn.some((listings) => listings.every(({ pictures }) => pictures.length === 0))).toBe(true);
  });

  it('hold things that a seller lists again as they are, and things of one title that a size alone tells', () => {
    const drawn = [1, 2, 3, 4, 5, 6].map((seed) => unlikeCatalog(['grocery'], seed, 600));
    const pairs = drawn.flatMap((listings) =>
      listings.flatMap((one, at) =>
        listings.slice(at + 1).flatMap((other) => (other.title === one.title ? [[one, other]] : [])),
      ),
    );
    const isEqual = ([one, other]: (typeof pairs)[number]): boolean =>
      one.sellerKey === other.sellerKey && one.price === other.price;
    const again = pairs.filter((pair) => pair[0].thing === pair[1].thing && isEqual(pair));
    const sizes = pairs.filter(
      ([one, other]) => one.thing !== other.thing && one.attributes.size !== other.attributes.size,
    );
    expect(again.length).toBeGreaterThan(4);
    expect(sizes.length).toBeGreaterThan(4);
  });
});
