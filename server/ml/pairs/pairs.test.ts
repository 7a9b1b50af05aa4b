import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCorpus, type PairRecord } from './corpus.ts';
import { PairFeatures } from './pair-features.ts';
import { compareQuantities, parseQuantities } from './quantities.ts';
import { editSimilarity, jaroWinkler } from './strings.ts';
import { comparableText, comparableWords, modelNumbers, parseAmount } from './tokens.ts';

const record = (title: string, more: Partial<PairRecord> = {}): PairRecord => ({
  title,
  text: '',
  brand: null,
  model: null,
  price: Number.NaN,
  extras: [],
  ...more,
});

describe('quantities', () => {
  const first = (text: string) => parseQuantities(text)[0];

  it('converts units before it compares', () => {
    const [gram, ounce] = [first('coffee 173 g'), first('coffee 6.10 oz')];
    expect(compareQuantities(gram, ounce)).toBe(1);
    const [tera, giga] = [first('disk 1tb'), first('disk 1000 gb')];
    expect(compareQuantities(tera, giga)).toBe(1);
  });

  it('takes a range as compatible with what it contains, not as equal', () => {
    const [range, inside, outside] = [first('ssd 128-512 gb'), first('ssd 256gb'), first('ssd 1 tb')];
    expect(compareQuantities(range, inside)).toBe(0.5);
    expect(compareQuantities(range, outside)).toBe(0);
  });

  it('takes values of two systems of units as compatible where digits were left out, and no others', () => {
    const compare = (x: string, y: string) => compareQuantities(first(x), first(y));
    expect(compare('0.6 lb', '250 g')).toBe(0.5);
    expect(compare('0.1 lb', '50 g')).toBe(0.5);
    expect(compare('1.5 qt', '1.5 l')).toBe(0.5);
    expect(compare('18 oz', '500 g')).toBe(0.5);
    expect(compare('0.6 lb', '350 g')).toBe(0);
    // A pound is a package of its own, and within one system nobody rounds.
    expect(compare('1 lb', '500 g')).toBe(0);
    expect(compare('2 lb', '1 kg')).toBe(0);
    expect(compare('1 l', '1.4 l')).toBe(0);
    expect(compare('250 g', '0.27 kg')).toBe(0);
  });

  it('compares the same from both sides, and a value equals itself', () => {
    const amount = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom('g', 'kg', 'oz', 'lb', 'ml', 'l', 'qt', 'cm', 'in'),
    );
    const said = amount.map(
      ([digits, decimals, unit]) => `${(digits / 10 ** decimals).toFixed(decimals)} ${unit}`,
    );
    fc.assert(
      fc.property(said, said, (x, y) => {
        const [a, b] = [first(x), first(y)];
        expect(compareQuantities(a, b)).toBe(compareQuantities(b, a));
        expect(compareQuantities(a, a)).toBe(1);
      }),
    );
  });

  it('reads none inside a model code, and all that stand by themselves', () => {
    for (const text of ['zanussi zwf81443w', 'mq8n2b', 'dscw120g', 'x100w'])
      expect(parseQuantities(text).filter(({ dimension }) => dimension !== 4)).toEqual([]);
    const lows = (text: string) => parseQuantities(text).map(({ low }) => low);
    expect(lows('zwf81443w 8kg')).toEqual([8000]);
    expect(lows('6x330ml')).toEqual([330, 6]);
    expect(lows('10 x20cm (500ml) +5w')).toEqual([200, 500, 5, 10]);
    expect(lows('.6 lb')[0]).toBeCloseTo(272.2, 1);
    expect(lows('version 1.2.3 g, 1,23.456,7 g')).toEqual([]);
  });

  it('reads thousands, decimals and fractions as sellers of several countries write them', () => {
    const lows = (text: string) => parseQuantities(text).map(({ low }) => low);
    for (const [text, low] of [
      ['2.500 ml', 2500],
      ['1.000 g', 1000],
      ['10,000 mah', 10_000],
      ['1,234.5 g', 1234.5],
      ['1.234,5 g', 1234.5],
      ['1.234.567 mg', 1234.567],
      // Thousandths where people do state them, or where no thousand begins with nought.
      ['1.500 kg', 1500],
      ['0,750 g', 0.75],
      ['12.5 g', 12.5],
      ['1/2 l', 500],
      ['1 1/2 l', 1500],
      ['1-1/2 l', 1500],
      ['3/4 in', 0.75 * 25.4],
      ['50/60 hz', 60],
      ['6/8 gb', 8],
    ] as const)
      expect([text, ...lows(text)]).toEqual([text, low]);
    expect(parseQuantities('1.000-2.500 ml')).toMatchObject([{ low: 1000, high: 2500 }]);
  });

  it('reads packs in several ways', () => {
    for (const text of ['pack of 6', '6 x 330 ml', '6er pack', '6-pack', '6 pcs']) {
      expect(parseQuantities(text).some((one) => one.dimension === 4 && one.low === 6)).toBe(true);
    }
  });
});

describe('tokens', () => {
  it('joins a number to its unit and folds accents', () => {
    expect(comparableWords(comparableText('Café Crème 64 GB'), 20)).toEqual(['cafe', 'creme', '64gb']);
  });

  it('finds model numbers but not quantities', () => {
    expect(modelNumbers('sony dsc-w120/b 64gb 7.2mp 121066')).toEqual(['dscw120b', 'dscw120', '121066']);
  });

  it('reads amounts in both notations', () => {
    expect(['$1,299.00', '1.299,00 €', '24,00', 'n/a', '1,299'].map(parseAmount)).toEqual([
      1299,
      1299,
      24,
      Number.NaN,
      1299,
    ]);
  });
});

describe('strings', () => {
  it('gives known values', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 3);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 3);
    expect(editSimilarity('kitten', 'sitting')).toBeCloseTo(1 - 3 / 7, 6);
  });
});

describe('pair features', () => {
  const corpus = buildCorpus(
    [
      record('Apple iPhone 8 64 GB silver', { brand: 'Apple', price: 500 }),
      record('apple iphone 8 64gb silber', { price: 480 }),
      record('Apple iPhone 8 256GB silver', { brand: 'Apple', price: 650 }),
      record('', {}),
    ],
    0,
  );
  const features = new PairFeatures([], false);
  const of = (a: number, b: number): Record<string, number> => {
    const { values } = features.rows(corpus, [a], [b]);
    return Object.fromEntries(features.names.map((name, at) => [name, values[at]]));
  };

  it('sees a storage conflict, and agreement in other spelling', () => {
    expect(of(0, 1)['storage agreement']).toBe(1);
    expect(of(0, 2)['storage agreement']).toBe(0);
    expect(of(0, 2)['quantities in conflict']).toBe(1);
  });

  it('does not depend on the order of the pair, nor break on an empty record', () => {
    expect(of(0, 1)).toEqual(of(1, 0));
    expect(of(2, 0)).toEqual(of(0, 2));
    expect(of(0, 3)['title cosine']).toBe(0);
  });
});
