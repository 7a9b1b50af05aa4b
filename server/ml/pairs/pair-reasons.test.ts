import { describe, expect, it } from 'vitest';
import { CatalogCorpus, type CatalogListing } from './catalog-corpus.ts';
import { pairReasons } from './pair-reasons.ts';
import { reasonWords } from './reason-words.ts';

const plain: CatalogListing = {
  ...{ title: 'Nimbus desk lamp', description: null, brand: null, gtin: null, mpn: null },
  ...{ price: Number.NaN, currency: null, sellerKey: 's', locale: 'en', attributes: {}, pictures: [] },
};

/** What is said of two listings in a catalog of some more, for and against. */
function said(one: Partial<CatalogListing>, other: Partial<CatalogListing>) {
  const corpus = new CatalogCorpus();
  const others = Array.from({ length: 40 }, (_, at) => ({ title: `Harbor chair ${at}` }));
  for (const more of [one, other, ...others]) corpus.add({ ...plain, ...more });
  corpus.finish();
  const { for: pro, against } = pairReasons(corpus, 0, 1);
  return { for: pro.map(reasonWords), against: against.map(reasonWords) };
}

describe('reasons', () => {
  it('come as codes with values, the most telling first', () => {
    const corpus = new CatalogCorpus();
    const gtin = '4006381333931';
    corpus.add({ ...plain, gtin, brand: 'Nimbus', title: 'Nimbus lamp 173 g', price: 20, currency: 'EUR' });
    corpus.add({
      ...plain,
      gtin,
      brand: 'Nimbus',
      title: 'Nimbus lamp 6.10 oz',
      price: 50,
      currency: 'EUR',
    });
    corpus.finish();
    expect(pairReasons(corpus, 0, 1)).toEqual({
      for: [
        { code: 'same-gtin', values: { gtin } },
        { code: 'same-quantity', values: { dimension: 'mass', one: '173 g', other: ['6.10 oz'] } },
        { code: 'same-brand', values: {} },
      ],
      against: [{ code: 'prices-apart', values: { times: 2.5 } }],
    });
  });

  it('leave out what half of the catalog shares, and hold a studio picture against', () => {
    const corpus = new CatalogCorpus();
    for (let at = 0; at < 30; at++)
      corpus.add({
        ...plain,
        title: `Arrow shirt ${at}`,
        attributes: { year: '2012', fabric: at < 2 ? 'ramie' : 'cotton' },
        pictures: [{ sha256: String(at), phash: 0x0f0f0f0fn + BigInt(at % 4) }],
      });
    corpus.finish();
    const { for: pro, against } = pairReasons(corpus, 0, 1);
    expect(pro).toContainEqual({ code: 'same-attributes', values: { names: ['fabric'] } });
    expect(against).toContainEqual({ code: 'common-picture', values: {} });
    expect(pro).not.toContainEqual({ code: 'near-picture', values: {} });
  });

  it('say which quantity differs, and that a range holds a value', () => {
    expect(said({ title: 'ssd 64 GB' }, { title: 'ssd 128 GB' }).against).toContain(
      'different storage: 64 gb against 128 gb',
    );
    expect(said({ title: 'dumbbell 2-10 kg' }, { title: 'dumbbell 5 kg' }).for).toContain(
      'mass within a range: 2-10 kg and 5 kg',
    );
  });

  it('name colours in one language and attributes by name', () => {
    const { against, for: pro } = said(
      { title: 'lampe noire', attributes: { material: 'steel', height: '10 cm' } },
      { title: 'lamp white', attributes: { material: 'oak', height: '100 mm' } },
    );
    expect(against).toEqual(
      expect.arrayContaining([
        'colour black against white',
        'different material',
        'only one says “lampe”, “noire”, “white”',
      ]),
    );
    expect(pro).toContain('same height');
  });

  it('say nothing of words in two languages, of prices in two currencies, of a picture of one colour', () => {
    const one = { title: 'lampe', price: 10, currency: 'EUR', pictures: [{ sha256: 'a', phash: 0n }] };
    const other = {
      ...{ title: 'lamp', locale: 'fr', price: 90, currency: 'USD' },
      pictures: [{ sha256: 'b', phash: 0n }],
    };
    expect(said(one, other)).toEqual({ for: [], against: [] });
  });

  it('say what titles share, also where nothing but words is known', () => {
    const one = { title: 'Royal Greens Ultra', attributes: { path: 'teas' } };
    const against = ['different path'];
    expect(said(one, { ...one, attributes: { path: 'mixes' } })).toEqual({
      for: ['the same title'],
      against,
    });
    expect(said(one, { title: 'royal greens powder' }).for).toEqual(['both say “royal”, “greens”']);
    // A model number is said once, as one.
    expect(said({ title: 'washer zwf81443w' }, { title: 'machine zwf81443w' }).for).toContain(
      'same model number ZWF81443W',
    );
    expect(said({ title: 'washer zwf81443w' }, { title: 'machine zwf81443w' }).for.join()).not.toContain(
      'both say',
    );
  });

  it('do not name an amount as a word that one lacks: it is the same in another unit', () => {
    expect(said({ title: 'yoga mat 190 cm' }, { title: 'yoga mat 74.8 in' })).toEqual({
      for: ['same length: 190 cm', 'both say “yoga”, “mat”'],
      against: [],
    });
  });

  it('tell equal bytes from pictures that are nearly equal', () => {
    const picture = (sha256: string, phash: bigint, title = 'Atlas floor lamp') => ({
      ...{ pictures: [{ sha256, phash }] },
      title,
    });
    const other = 'Wall light';
    expect(said(picture('a', 255n), picture('a', 255n, other)).for).toEqual(['the very same picture']);
    expect(said(picture('a', 255n), picture('b', 127n, other)).for).toEqual(['nearly the same picture']);
    expect(said(picture('a', 255n), picture('b', 0xffff_0000n, other)).for).toEqual([]);
  });
});
