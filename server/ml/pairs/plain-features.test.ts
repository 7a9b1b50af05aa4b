/** Features that are computed in a roundabout way for speed say what plain sums over sets say, to the bit. */
import { expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { CatalogCorpus } from './catalog-corpus.ts';
import { catalogFeatures } from './catalog-features.ts';
import { jaroWinkler } from './strings.ts';

const rng = makeRng(41);
const pick = <T>(from: readonly T[]): T => from[rng.below(from.length)];
const stems = [
  'sony',
  'cam',
  'dsc',
  'w120',
  'dscw120',
  'black',
  'blak',
  'case',
  'tg',
  '5',
  'tg5',
  '173',
  'oz',
];
const words = (count: number): string =>
  Array.from({ length: count }, () => (rng.below(4) === 0 ? `x${rng.below(400)}` : pick(stems))).join(' ');

function randomCatalog(count: number): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (let at = 0; at < count; at++)
    corpus.add({
      ...{ title: words(2 + rng.below(9)), description: words(rng.below(30)), brand: null, gtin: null },
      ...{ mpn: rng.below(3) === 0 ? pick(['dscw120', 'TG-5']) : null, price: Number.NaN, currency: null },
      ...{ sellerKey: 'one', locale: null, attributes: {}, pictures: [] },
    });
  return corpus.finish();
}

const catalog = randomCatalog(700);
const { text } = catalog;
const { idf, gramIdf } = text;

const alone = (from: Int32Array, others: Int32Array): number[] =>
  [...from].filter((id) => !others.includes(id));
const both = (from: Int32Array, others: Int32Array): number[] =>
  [...from].filter((id) => others.includes(id));
const sum = (ids: Iterable<number>, weights: Float32Array): number =>
  [...ids].reduce((total, id) => total + weights[id], 0);
const squares = (ids: Iterable<number>): number =>
  [...ids].reduce((total, id) => total + gramIdf[id] ** 2, 0);
const rarest = (ids: readonly number[]): number => ids.reduce((max, id) => Math.max(max, idf[id]), 0);
const lacking = (ids: readonly number[], flat: string): number[] =>
  ids.filter((id) => text.words.at(id).length < 3 || !flat.includes(text.words.at(id)));

/** Monge–Elkan over the first six words of each side that the other lacks. */
function soft(own: number[], others: number[]): number {
  const [some, rest] = [own.slice(0, 6), others.slice(0, 6)];
  const like = (a: number, b: number): number =>
    Math.fround(jaroWinkler(text.words.at(Math.min(a, b)), text.words.at(Math.max(a, b))));
  const best = some.map((id) => Math.max(0, ...rest.map((other) => like(id, other))));
  const weight = sum(some, idf);
  return weight > 0 ? some.reduce((total, id, at) => total + best[at] * idf[id], 0) / weight : Number.NaN;
}

function plain(a: number, b: number): Record<string, number> {
  const of = (lists: typeof text.grams): [Int32Array, Int32Array] => [lists.of(a), lists.of(b)];
  const [titleA, titleB] = of(text.titleWords);
  const [allA, allB] = of(text.allWords);
  const [gramsA, gramsB] = of(text.grams);
  const [piecesA, piecesB] = of(text.pieces);
  const [onlyA, onlyB] = [alone(titleA, titleB), alone(titleB, titleA)];
  const missing = lacking(onlyA, text.flatTitles.of(b));
  const shared = both(titleA, titleB);
  const sample = [...catalog.sample].filter((record) => record !== a && record !== b);
  const alike = sample.filter((record) => shared.every((id) => catalog.titleWords.of(record).includes(id)));
  const isPieces = piecesA.length > 0 && piecesB.length > 0;
  return {
    'title idf shared': sum(shared, idf),
    'title idf only B': sum(onlyB, idf),
    'title idf missing A': sum(missing, idf),
    'title rarest missing A': rarest(missing),
    'all rarest missing A': rarest(lacking(alone(allA, allB), text.flatTexts.of(b))),
    'all rarest missing B': rarest(lacking(alone(allB, allA), text.flatTexts.of(a))),
    'gram cosine': squares(both(gramsA, gramsB)) / Math.sqrt(squares(gramsA) * squares(gramsB)),
    'code pieces shared': isPieces ? sum(both(piecesA, piecesB), idf) : Number.NaN,
    'code pieces rarest only A': piecesA.length > 0 ? rarest(alone(piecesA, piecesB)) : Number.NaN,
    'soft match A': soft(onlyA, onlyB),
    'soft match B': soft(onlyB, onlyA),
    'others with shared title words': shared.length > 0 ? Math.log2(1 + alike.length) : Number.NaN,
  };
}

it('says what plain sums say', () => {
  const features = catalogFeatures(catalog);
  const row = new Float32Array(features.count);
  for (let pair = 0; pair < 500; pair++) {
    const [a, b] = [rng.below(catalog.count), rng.below(catalog.count)];
    if (a === b) continue;
    features.write(text, a, b, row, 0);
    for (const [name, wanted] of Object.entries(plain(a, b))) {
      // Sides mean nothing: what is said of A may stand at B. As text, since nothing equals what is missing.
      const names = [name, name.replace(/ A$/, ' B'), name.replace(/ B$/, ' A')];
      const said = names.map((one) => String(row[features.names.indexOf(one)]));
      expect(said, `${name} of ${a} and ${b}`).toContain(String(Math.fround(wanted)));
    }
  }
});
