import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogCorpus, type CatalogListing } from './catalog-corpus.ts';
import { listingFactNames, writeListingFacts } from './listing-facts.ts';
import { likelyNamesakes, namesakeFactNames, writeNamesakeFacts } from './namesake-order.ts';

const listing = (title: string, more: Partial<CatalogListing> = {}): CatalogListing => ({
  title,
  ...{ description: null, brand: 'Vita', gtin: null, mpn: null, price: Number.NaN, currency: 'EUR' },
  ...{ sellerKey: 's', locale: 'en', attributes: {}, pictures: [] },
  ...more,
});

function corpusOf(listings: CatalogListing[]): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const one of listings) corpus.add(one);
  return corpus.finish();
}

function factsOf(one: CatalogListing, other: CatalogListing): Record<string, number> {
  const out = new Float64Array(listingFactNames.length);
  writeListingFacts(corpusOf([one, other]).facts, 0, 1, out, 0);
  return Object.fromEntries(listingFactNames.map((name, at) => [name, out[at]]));
}

describe('facts of two listings', () => {
  it('says nothing of what one side does not tell', () => {
    const facts = factsOf(
      listing('kettle', { brand: null }),
      listing('kettle 2 l', { gtin: '4006381333931' }),
    );
    expect(Object.values(facts).every((fact) => fact === 0)).toBe(true);
  });

  it('compares measures in whatever unit, years, prices and colours in any language', () => {
    const facts = factsOf(
      listing('Kettle 2 l black 2023', { price: 30, attributes: { Weight: '0.6 lb' } }),
      listing('Wasserkocher 2000 ml schwarz', {
        price: 31.5,
        attributes: { Gewicht: '250 g', Jahr: '2024' },
      }),
    );
    expect(facts).toMatchObject({ 'brands agree': 1, 'colours agree': 1, 'colours differ': 0 });
    expect(facts['measures agree']).toBe(2);
    expect(facts['measures differ']).toBe(1);
    expect(facts['prices near']).toBeGreaterThan(0.5);
  });

  it('tells other amounts, brands and codes apart', () => {
    const facts = factsOf(
      listing('Kettle 2 l', { gtin: '4006381333931', mpn: 'VI78-2', brand: 'Vita' }),
      listing('Kettle 1.7 l', { gtin: '4006381333948', mpn: 'VI78-1', brand: 'Solis' }),
    );
    expect(facts).toMatchObject({ 'brands differ': 1, 'GTINs differ': 1, 'part numbers differ': 1 });
    expect(facts['measures differ']).toBe(1);
  });
});

const word = fc.constantFrom('kettle', 'Vita', '78', '2 l', '1.7 l', 'black', 'red', '500 g', '2023');
const anyListing = fc
  .tuple(fc.array(word, { maxLength: 6 }), fc.option(fc.integer({ min: 1, max: 90 })), fc.boolean())
  .map(([words, price, isForeign]) =>
    listing(words.join(' '), { price: price ?? Number.NaN, locale: isForeign ? 'de' : 'en' }),
  );

describe('likelyNamesakes', () => {
  it('is the order of the whole sum, though it leaves off where the rest cannot matter', () => {
    fc.assert(
      fc.property(
        fc.array(anyListing, { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 0, max: 8 }),
        (listings, most) => {
          const corpus = corpusOf(listings);
          const others = Int32Array.from({ length: listings.length - 1 }, (_, at) => at + 1);
          const scores = Float32Array.from(others, (other) => 1 / other);
          const out = new Float64Array(namesakeFactNames.length);
          const all = likelyNamesakes(corpus, 0, others, scores, others.length);
          expect([...all].sort((x, y) => x - y)).toEqual([...others]);
          expect([...likelyNamesakes(corpus, 0, others, scores, most)]).toEqual([...all.subarray(0, most)]);
          for (const other of others) {
            writeNamesakeFacts(corpus, 0, other, scores[other - 1], out);
            expect(out.every((fact) => Number.isFinite(fact))).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
