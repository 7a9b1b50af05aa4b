import { describe, expect, it } from 'vitest';
import { CatalogCorpus, type CatalogListing } from './catalog-corpus.ts';
import { catalogFeatures } from './catalog-features.ts';
import { sampleOf } from './catalog-sample.ts';
import { chooseSample, sampleMax } from './choose-sample.ts';

const listing = (title: string, more: Partial<CatalogListing> = {}): CatalogListing => ({
  ...{ title, description: null, brand: null, gtin: null, mpn: null, price: Number.NaN, currency: null },
  ...{ sellerKey: 'one', locale: null, attributes: {}, pictures: [], ...more },
});
const picture = (phash: bigint): CatalogListing['pictures'] => [{ sha256: String(phash), phash }];

/** Thirty shirts of one picture and one year, of six makers in five colours; and one book, listed twice. */
function mixed(): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const maker of ['Arrow', 'Benet', 'Corto', 'Denim', 'Elan', 'Forma'])
    for (const colour of ['red', 'blue', 'green', 'black', 'white'])
      corpus.add(
        listing(`${maker} Men Check ${colour} Shirt`, {
          attributes: { year: '2012', colour },
          pictures: picture(0x0f0fn + BigInt(corpus.count)),
        }),
      );
  for (let copy = 0; copy < 2; copy++)
    corpus.add(
      listing('Zanzibar Night by Quillon', {
        attributes: { year: '1999' },
        pictures: picture(-123456789012345n),
      }),
    );
  return corpus.finish();
}

const named = (corpus: CatalogCorpus, a: number, b: number): Record<string, number> => {
  const features = catalogFeatures(corpus);
  const { values } = features.rows(corpus.text, [a], [b]);
  return Object.fromEntries(features.names.map((name, at) => [name, values[at]]));
};

describe('how common is what two listings share', () => {
  it('counts who else shares all the words, the values and the picture', () => {
    const sample = sampleOf(mixed());
    // Red shirts of two makers: "men check red shirt" stands on four more.
    expect(sample.withSharedWords(0, 5)).toBe(4);
    expect(sample.withSharedValues(0, 5)).toMatchObject({ count: 4 });
    // All 29 others have about this picture.
    expect(sample.withPictureWithin(0, 8)).toBe(29);
    expect(sample.likeInAll(0, 5, 8)).toBe(4);
    // Red and blue share the year alone, which all shirts have: 28 others.
    expect(sample.withSharedValues(0, 1).count).toBe(28);
    expect(sample.withSharedValues(0, 1).news).toBeLessThan(0.2);
    expect(sample.withSharedWords(30, 31)).toBe(0);
    expect(sample.withPictureWithin(30, 0)).toBe(1);
  });

  it('tells a studio picture from a picture of its own, and the year in common from a rare one', () => {
    const corpus = mixed();
    const [shirts, books] = [named(corpus, 0, 5), named(corpus, 30, 31)];
    expect(shirts['others like in all']).toBeGreaterThan(books['others like in all']);
    expect(books['others like in all']).toBe(0);
    expect(shirts['others with picture as near as A']).toBeGreaterThan(4);
    expect(books['news of shared values']).toBeGreaterThan(3);
    expect(shirts['same seller']).toBeNaN();
  });

  it('says the same from either side', () => {
    const corpus = mixed();
    for (const [a, b] of [
      [0, 5],
      [3, 31],
      [7, 29],
    ])
      expect(named(corpus, a, b)).toEqual(named(corpus, b, a));
  });

  it('knows sellers where there are several', () => {
    const corpus = new CatalogCorpus();
    for (const sellerKey of ['one', 'one', 'two']) corpus.add(listing('Blue mug', { sellerKey }));
    corpus.finish();
    expect(named(corpus, 0, 1)['same seller']).toBe(1);
    expect(named(corpus, 0, 2)['same seller']).toBe(0);
  });

  it('looks at a bounded number, evenly spread, and at nobody who is gone', () => {
    const sample = chooseSample(100_000, { has: (record) => record % 2 === 1 });
    expect(sample.length).toBe(sampleMax);
    expect(sample.every((record) => record % 2 === 0)).toBe(true);
    expect(new Set(sample).size).toBe(sampleMax);
    expect(sample[sampleMax - 1]).toBeGreaterThan(99_800);
  });

  it('says the same over the arrays that threads share', () => {
    const corpus = mixed();
    expect(named(new CatalogCorpus(corpus.parts), 2, 7)).toEqual(named(corpus, 2, 7));
  });
});
