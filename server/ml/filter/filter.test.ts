import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageStatsLength } from '../image/image-stats.ts';
import { CatalogCorpus } from '../pairs/catalog-corpus.ts';
import { makeRng } from '../rng.ts';
import { addCatalogRow } from './catalog-rows.ts';
import { factOf, filterFacts, writeFacts } from './filter-facts.ts';
import { FilterRows, type RowFacts } from './filter-rows.ts';
import { factsAsked, openFilter, passes, passesFacts, toFilter } from './filter-tree.ts';
import { isFoundOtherwise } from './found-otherwise.ts';
import { factRows, learnFilter } from './learn-filter.ts';
import { randomRows, randomTree } from './random-rows.fixture.ts';

const unknown: RowFacts = {
  ...{ words: [], codes: [], numbers: [], grams: [], price: Number.NaN, brand: 0, gtin: 0, part: 0 },
  ...{ currency: 0, language: 0, seller: 0, page: 0, colours: 0, picture: null },
};

function facts(one: Partial<RowFacts>, other: Partial<RowFacts>): Record<string, number> {
  const rows = new FilterRows();
  rows.add({ ...unknown, ...one });
  rows.add({ ...unknown, ...other });
  return Object.fromEntries(filterFacts.map((fact) => [fact.name, factOf(fact, rows, 0, 1)]));
}

describe('pairs that something better than words finds', () => {
  const corpus = new CatalogCorpus();
  const url = 'https://www.shop.example/p/17?utm_source=mail';
  const listing = {
    ...{
      title: 'Kettle',
      description: null,
      brand: null,
      gtin: null,
      mpn: null,
      url: null,
      price: Number.NaN,
    },
    ...{ currency: null, sellerKey: 'a', locale: null, attributes: {}, pictures: [] },
  };
  const codes = { gtin: '4006381333931', mpn: 'NH-1700' };
  for (const more of [
    {},
    { url },
    { url: 'http://shop.example/p/17/' },
    { ...codes, url },
    codes,
    { mpn: 'X1', url },
  ])
    corpus.add({ ...listing, ...more });
  const rows = new FilterRows();
  for (let record = 0; record < corpus.count; record++) addCatalogRow(rows, corpus, record, null);

  it('are those of one page, however its address is written, and of one code', () => {
    const found = (a: number, b: number): boolean => isFoundOtherwise(rows, a, b);
    expect([found(1, 2), found(1, 3), found(3, 4), found(2, 5)]).toEqual([true, true, true, true]);
    expect([found(0, 0), found(0, 1), found(1, 4), found(4, 5)]).toEqual([false, false, false, false]);
  });
});

describe('facts of a pair', () => {
  it('are the same from either side, and none of a listing with itself', () => {
    const rows = randomRows(60, 3);
    const [one, other] = [new Float32Array(filterFacts.length), new Float32Array(filterFacts.length)];
    fc.assert(
      fc.property(fc.nat(59), fc.nat(59), (a, b) => {
        writeFacts(rows, a, b, one, 0);
        writeFacts(rows, b, a, other, 0);
        expect(one).toEqual(other);
        filterFacts.forEach((fact, at) => {
          if (fact.kind !== 'bits shared' && fact.kind !== 'overlap')
            expect(factOf(fact, rows, a, a)).toBeLessThanOrEqual(0);
          expect(Number.isInteger(one[at])).toBe(true);
        });
      }),
    );
  });

  it('tell what one and what both do not know from what they know', () => {
    const priced = { price: 1, brand: 7, colours: 6, picture: new Uint8Array(imageStatsLength).fill(8) };
    const missing = ['price', 'brand', 'colour words', 'pHash', 'picture colour', 'picture aspect'];
    for (const name of missing) {
      expect([facts({}, {})[name], facts(priced, {})[name], facts({}, priced)[name]]).toEqual([-2, -1, -1]);
      expect(facts(priced, priced)[name]).toBe(name === 'colour words' ? 1 : 0);
    }
  });

  it('measure prices in sixteenths of an octave, and count words and signs', () => {
    expect(facts({ price: 10 }, { price: 20 })['price']).toBe(16);
    expect(facts({ price: 0.5 }, { price: 1 })['price']).toBe(16);
    expect(facts({ price: 100 }, { price: 103 })['price']).toBe(1);
    const shared = facts({ words: [1, 2, 3] }, { words: [2, 3, 4, 5] });
    expect([shared['title words shared'], shared['title words apart']]).toEqual([2, 3]);
    expect(facts({ brand: 3 }, { brand: 4 })['brand']).toBe(1);
    expect(facts({ colours: 6 }, { colours: 8 })['colour words']).toBe(0);
    const picture = new Uint8Array(imageStatsLength);
    const lighter = picture.map((_, at) => (at < 32 ? 3 : 0));
    expect(facts({ picture }, { picture: lighter })['picture colour']).toBe(96);
  });

  it('find like titles by few signs, and strangers by half of them', () => {
    const rng = makeRng(2);
    const grams = Array.from({ length: 40 }, () => rng.below(1 << 20));
    const near = [...grams.slice(2), 5, 6];
    const far = grams.map(() => rng.below(1 << 20));
    const signs = facts({ grams }, { grams: near })['title signature'];
    expect(signs).toBeGreaterThan(0);
    expect(signs).toBeLessThan(35);
    expect(Math.abs(facts({ grams }, { grams: far })['title signature'] - 64)).toBeLessThan(20);
  });
});

describe('a filter', () => {
  it('gives one answer, whether facts are known or asked for', () => {
    const rows = randomRows(80, 4);
    const all = new Float32Array(filterFacts.length);
    for (const seed of [1, 2, 3]) {
      const tree = randomTree(rows, seed);
      for (let pair = 0; pair < 500; pair++) {
        const [a, b] = [pair % 80, (pair * 7) % 80];
        writeFacts(rows, a, b, all, 0);
        expect(passesFacts(tree, all, 0)).toBe(passes(tree, rows, a, b));
      }
    }
  });

  it('asks nothing below a node whose leaves agree, and nothing at all where all pairs go on', () => {
    const ints = (...list: number[]): Int32Array => Int32Array.from(list);
    const floats = (...list: number[]): Float32Array => Float32Array.from(list);
    const tree = {
      feature: ints(7, 2, -1, -1, -1),
      threshold: floats(3.5, -0.5, 0, 0, 0),
      left: ints(1, 3, -1, -1, -1),
      right: ints(2, 4, -1, -1, -1),
      missingLeft: new Uint8Array(5),
      value: floats(0, 0, 0.1, 0.8, 0.9),
    };
    const asks = toFilter(tree, 0.5);
    expect(asks).toEqual({
      ...{ fact: [7, -1, -1], most: [3, 0, 0], left: [1, -1, -1], right: [2, -1, -1] },
      keeps: [0, 1, 0],
    });
    expect(toFilter(tree, 0.85).most).toEqual([3, -1, 0, 0, 0]);
    expect(toFilter(tree, 0)).toEqual(openFilter);
    expect(factsAsked(openFilter)).toEqual([]);
  });

  it('keeps the recall that it was cut for on pairs that did not teach it, and lets few others through', () => {
    const rows = randomRows(900, 5);
    const rng = makeRng(6);
    const pairs = (from: number, to: number) => {
      const left = Int32Array.from({ length: 4000 }, () => from + rng.below(to - from));
      const right = left.map((a, at) =>
        at % 4 === 0 ? from + ((a - from + 9 * rng.below(40)) % (to - from)) : from + rng.below(to - from),
      );
      const labels = Uint8Array.from(left, (a, at) => Number(a % 9 === right[at] % 9));
      return { left, right, labels, rows: factRows(rows, left, right) };
    };
    const [train, held, test] = [pairs(0, 450), pairs(450, 675), pairs(675, 900)];
    const tree = learnFilter(train, held, { recallMin: 0.97 });
    const shareOf = (label: number): number => {
      const meant = [...test.labels.keys()].filter((row) => test.labels[row] === label);
      const gone = meant.filter((row) => passes(tree, rows, test.left[row], test.right[row]));
      return gone.length / meant.length;
    };
    expect(shareOf(1)).toBeGreaterThan(0.94);
    expect(shareOf(0)).toBeLessThan(0.3);
  });
});
