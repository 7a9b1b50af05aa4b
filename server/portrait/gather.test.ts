import { describe, expect, it } from 'vitest';
import { imageStatsLength, statFlag, statOffset } from '#server/ml/image/image-stats.ts';
import { Gatherer, readTitle } from './gather.ts';
import type { ListingRow } from './group.ts';
import type { RiskKind } from './schema.ts';

const names = {
  categories: new Map([
    ['mugs', { name: 'Home > Mugs', isLeaf: true, branchId: 'home' }],
    ['vases', { name: 'Home > Vases', isLeaf: true, branchId: 'home' }],
    ['home', { name: 'Home', isLeaf: false, branchId: 'home' }],
  ]),
  leaves: 2,
  sellers: new Map([
    ['n', 'Nordhaus'],
    ['b', 'Bazaar'],
  ]),
};

let made = 0;
const listing = (more: Partial<ListingRow> = {}): ListingRow => ({
  ...{ id: String(made++), sellerId: 'n', categoryId: 'mugs', title: `Blue mug number ${made} large` },
  ...{
    locale: 'en',
    detectedLocale: null,
    currency: 'EUR',
    priceMinor: 1000,
    hasBrand: true,
    hasGtin: true,
    attributes: 1,
  },
  ...{ descriptionWords: 12, pictures: 1, failedPictures: 0, blobSha256: String(made), stats: null },
  ...more,
});

function portraitOf(rows: ListingRow[]) {
  const gatherer = new Gatherer(names);
  for (const row of rows) gatherer.add(row);
  return gatherer.finish(rows.length);
}

const many = (count: number, more: Partial<ListingRow> = {}): ListingRow[] =>
  Array.from({ length: count }, () => listing(more));
const kindsOf = (rows: ListingRow[]): RiskKind[] => portraitOf(rows).risks.map((risk) => risk.kind);

function picture(white: number, borderWhite: number, isFlat: boolean, grey: number): Uint8Array {
  const stats = new Uint8Array(imageStatsLength);
  stats[statOffset.white] = white;
  stats[statOffset.borderWhite] = borderWhite;
  stats[statOffset.flags] = isFlat ? statFlag.flat : 0;
  stats.fill(grey, statOffset.thumbnail, statOffset.thumbnail + 48);
  return stats;
}

describe('a portrait', () => {
  it('counts what is missing, in the whole, by category, branch and seller', () => {
    const { whole, categories, branches, sellers } = portraitOf([
      ...many(3),
      ...many(2, { categoryId: 'vases', sellerId: 'b', hasBrand: false, priceMinor: null, locale: null }),
      listing({ categoryId: null, pictures: 0, blobSha256: null }),
    ]);
    expect(whole.missing).toMatchObject({
      brand: 2,
      price: 2,
      language: 2,
      category: 1,
      picture: 1,
      gtin: 0,
    });
    expect(categories.map(({ name, products, missing }) => [name, products, missing.brand])).toEqual([
      ['Home > Mugs', 3, 0],
      ['Home > Vases', 2, 2],
      ['no category', 1, 0],
    ]);
    expect(branches.map(({ name, products }) => [name, products])).toEqual([['Home', 5]]);
    expect(sellers.map(({ name, products }) => [name, products])).toEqual([
      ['Nordhaus', 4],
      ['Bazaar', 2],
    ]);
    expect(categories[1].mainSeller).toEqual({ name: 'Bazaar', products: 2 });
  });

  it('reads titles as words without accents and counts those without numbers', () => {
    expect(readTitle('Caf\u00e9 CAFE 500g &amp; m\u00fag')).toMatchObject({
      words: 5,
      key: 'cafe cafe 500 g mug',
    });
    const { whole, titleWords } = portraitOf([listing({ title: 'Mug' }), listing({ title: 'Red mug 12' })]);
    expect(whole.words[0]).toEqual({ word: 'mug', products: 2 });
    expect(whole.words.map(({ word }) => word)).not.toContain('12');
    expect(whole.shortTitles).toBe(1);
    expect(titleWords.filter((bar) => bar.count > 0)).toEqual([
      { from: 1, count: 1 },
      { from: 3, count: 1 },
    ]);
  });

  it('shows the words that tell a category from the others', () => {
    const { categories } = portraitOf([
      ...many(5, { title: 'the blue enamel mug' }),
      ...many(5, { title: 'the blue glass vase', categoryId: 'vases' }),
    ]);
    expect(categories.map(({ words }) => words.map(({ word }) => word))).toEqual([
      ['enamel', 'mug'],
      ['glass', 'vase'],
    ]);
  });

  it('shows how white pictures are, where they differ, and which stand on several products', () => {
    const { pictures, whole } = portraitOf([
      listing({ stats: picture(255, 255, true, 250), blobSha256: 'same' }),
      listing({ stats: picture(255, 255, true, 250), blobSha256: 'same', categoryId: 'vases' }),
      listing({ stats: picture(30, 10, false, 50), failedPictures: 2 }),
    ]);
    expect(pictures.white.map((bar) => bar.count)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(pictures.grid.mean[0]).toBe(183);
    expect(pictures.grid.deviation[0]).toBe(94);
    expect(pictures).toMatchObject({ measured: 3, failed: 2, shared: { pictures: 1, products: 2 } });
    expect(whole).toMatchObject({ pictures: 3, flatPictures: 2, whiteBorders: 2 });
  });

  it('takes the detected language where the feed has none, and calls no language thin by detection', () => {
    const { languages, whole, risks } = portraitOf([
      ...many(60),
      ...many(3, { locale: null, detectedLocale: 'fr' }),
      listing({ locale: null }),
    ]);
    expect(languages).toEqual([
      { locale: 'en', products: 60 },
      { locale: 'fr', products: 3 },
      { locale: null, products: 1 },
    ]);
    expect(whole.missing.language).toBe(4);
    expect(risks.map((risk) => risk.kind)).toEqual(['no-language']);
  });

  it('keeps prices of the most frequent currency apart from others', () => {
    const { whole } = portraitOf([
      ...many(3, { priceMinor: 500 }),
      listing({ currency: 'USD', priceMinor: 9_000_000 }),
    ]);
    expect(whole.price).toEqual({ currency: 'EUR', count: 3, low: 500, median: 500, high: 500 });
  });
});

describe('what is likely to hurt', () => {
  it('is nothing where the data is sound', () => {
    const sound = ['mugs', 'vases'].flatMap((categoryId) =>
      ['n', 'b'].flatMap((sellerId) => many(20, { categoryId, sellerId })),
    );
    expect(kindsOf(sound)).toEqual([]);
  });

  it('is each fault by its name, the heaviest first', () => {
    const sound = [...many(30), ...many(30, { sellerId: 'b' })];
    const plus = (more: Partial<ListingRow>, count = 10): RiskKind[] =>
      kindsOf([...sound, ...many(count, more)]);
    expect(plus({ categoryId: 'home' })).toEqual(['above-leaves']);
    expect(plus({ categoryId: 'vases' }, 4)).toEqual(['tiny-categories']);
    expect(plus({ title: 'Mug it' })).toContain('short-titles');
    expect(plus({ locale: 'fr' }, 2)).toContain('thin-languages');
    expect(plus({ pictures: 0, failedPictures: 1, blobSha256: null })).toEqual([
      'no-picture',
      'failed-pictures',
    ]);
    expect(plus({ priceMinor: 100_000 })).toContain('wide-prices');
    expect(plus({ hasGtin: false, hasBrand: false }, 20)).toEqual(['no-brand', 'no-gtin']);
  });

  it('says which titles contradict each other, and which pictures stand in several categories', () => {
    const title = 'The very same title here';
    const { risks } = portraitOf([
      ...many(10, { title, sellerId: 'b' }),
      ...many(10, { title: title.toUpperCase(), categoryId: 'vases' }),
      ...many(5, { blobSha256: 'logo' }),
      ...many(5, { blobSha256: 'logo', categoryId: 'vases' }),
    ]);
    const told = risks.map(({ kind, products, weight }) => [kind, products, weight]);
    expect(told).toContainEqual(['contradicting-titles', 20, 'much']);
    expect(told).toContainEqual(['shared-pictures', 10, 'much']);
  });

  it('names the seller who leaves a field out, not the biggest one', () => {
    const rows = [
      ...many(80, { hasBrand: true }),
      ...many(10, { hasBrand: false }),
      ...many(10, { sellerId: 'b', hasBrand: false }),
    ];
    const found = portraitOf(rows).risks.find((risk) => risk.kind === 'no-brand');
    expect(found?.examples).toEqual([{ name: 'Bazaar', products: 10, of: 10, sellerId: 'b' }]);
  });

  it('names categories that one seller fills, only where there are several sellers', () => {
    const rows = [
      ...many(30),
      ...many(30, { categoryId: 'vases', sellerId: 'b' }),
      ...many(30, { categoryId: 'vases' }),
    ];
    const found = portraitOf(rows).risks.find((risk) => risk.kind === 'one-seller-categories');
    expect(found).toMatchObject({ products: 30, examples: [{ name: 'Home > Mugs', categoryId: 'mugs' }] });
    expect(kindsOf(many(40))).not.toContain('one-seller-categories');
  });
});
