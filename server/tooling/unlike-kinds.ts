/**
 * Kinds of products unlike those of the demo's generator: titles made by a template of which one word tells the product, or
 * none; things of one kind that look alike. What distinguishes two products is in `slots`; the words of the template are not.
 */
import { chance, pick } from '#server/demo/choose.ts';
import { type Leaf, leaves } from '#server/demo/taxonomy.ts';
import { colours, type Locale, localise } from '#server/demo/vocabulary.ts';
import type { Rng } from '#server/ml/rng.ts';
import { inventWord, inventWords, pickCommon } from './invented-words.ts';

/** Parts of a title by what they say; a seller may order them otherwise, and leave out what is not in `telling`. */
export type Slots = Record<string, string>;

export interface UnlikeProduct {
  slots: Slots;
  /** Slots without which the product could be another. */
  telling: string[];
  brand: string;
  /** Other ways to call what it is. */
  nouns: string[];
  price: number;
  /** Products of one look share a studio's picture. */
  look: string;
  attributes: Record<string, string>;
  /** Attribute that tells the product where its title does not: sizes of one name. */
  untold?: string;
}

/** What a catalog of a kind chooses from. */
export interface KindWords {
  locale: Locale;
  brands: string[];
  designs: string[];
  lines: string[];
  /** Words of the line of business, which tell no product. */
  extras: string[];
  people: string[];
  leaves: Leaf[];
}

export function drawWords(rng: Rng): KindWords {
  return {
    locale: pick(rng, ['en', 'en', 'en', 'fr', 'de', 'es', 'it'] as const),
    brands: inventWords(rng, 6 + rng.below(60)).map((word) =>
      chance(rng, 0.3) ? `${word} ${inventWord(rng)}` : word,
    ),
    designs: inventWords(rng, 120 + rng.below(600)),
    lines: inventWords(rng, 10 + rng.below(40)),
    extras: inventWords(rng, 10 + rng.below(20)),
    people: inventWords(rng, 60 + rng.below(200)),
    leaves: Array.from({ length: 2 + rng.below(8) }, () => pick(rng, leaves)),
  };
}

const audiences = ['men', 'women', 'boys', 'girls', 'unisex', 'kids'];
const patterns = ['check', 'striped', 'solid', 'printed', 'plain', 'floral', 'washed', 'polka'];
const seasons = ['summer', 'winter', 'fall', 'spring'];
const usages = ['casual', 'casual', 'casual', 'formal', 'sports', 'ethnic'];
const finishes = ['matte', 'glossy', 'premium', 'soft', 'slim', 'classic'];
const devices = [
  'Galaxy S4',
  'Galaxy S5',
  'iPhone 6',
  'iPhone 7',
  'Redmi 3',
  'Moto G',
  'Xperia Z',
  'Nexus 5',
];
const bindings = ['paperback', 'hardcover', 'audio CD', 'pocket edition'];
const sizes = [50, 75, 100, 125, 150, 200, 250, 330, 400, 500, 750, 1000];

function noun(words: KindWords, leaf: Leaf): string[] {
  return words.leaves.length > 0 ? [0, 1, 2].map((at) => localise(leaf.spec.nouns, words.locale, at)) : [];
}

const colourOf = (rng: Rng, words: KindWords): string =>
  localise(pickCommon(rng, colours).names, words.locale, 0).toLowerCase();

const designOf = (rng: Rng, words: KindWords): string =>
  Array.from({ length: 1 + rng.below(3) }, () => pick(rng, words.designs)).join(chance(rng, 0.3) ? '-' : ' ');

/** Titles of common words alone: many different things have the very same one. */
function apparel(rng: Rng, words: KindWords): UnlikeProduct {
  const leaf = pick(rng, words.leaves);
  const [brand, colour, audience] = [
    pickCommon(rng, words.brands),
    colourOf(rng, words),
    pick(rng, audiences),
  ];
  const nouns = noun(words, leaf);
  const line: Slots = chance(rng, 0.45)
    ? { line: pick(rng, chance(rng, 0.5) ? words.lines : words.designs) }
    : {};
  return {
    slots: { brand, audience, ...line, pattern: pickCommon(rng, patterns), colour, noun: nouns[0] },
    telling: ['brand', 'line', 'pattern', 'colour', 'noun'],
    ...{ brand, nouns },
    price: pick(rng, [499, 699, 799, 999, 1299, 1499, 1999]),
    look: `${leaf.code} ${rng.below(2)}`,
    attributes: {
      ...{ gender: audience, year: String(2010 + Math.floor(4 * rng.next() ** 2)), usage: pick(rng, usages) },
      ...{ season: pick(rng, seasons), colour },
    },
  };
}

/** One thing in hundreds of prints, told by the print's name alone. */
function print(rng: Rng, words: KindWords): UnlikeProduct {
  const leaf = words.leaves[rng.below(Math.min(2, words.leaves.length))];
  const brand = pickCommon(rng, words.brands.slice(0, 4));
  const nouns = noun(words, leaf);
  const made: Slots = chance(rng, 0.5)
    ? { device: pick(rng, devices) }
    : { finish: pickCommon(rng, finishes) };
  return {
    slots: { brand, design: designOf(rng, words), ...made, noun: nouns[0] },
    telling: ['design', 'device', 'noun'],
    ...{ brand, nouns },
    price: pick(rng, [199, 249, 299, 349]),
    look: leaf.code,
    attributes: { material: pickCommon(rng, finishes), type: nouns[0], 'pack of': '1' },
  };
}

/** Books, films, records: editions and volumes. */
function title(rng: Rng, words: KindWords): UnlikeProduct {
  const author = `${pick(rng, words.people)} ${pick(rng, words.people)}`;
  const name = Array.from({ length: 1 + rng.below(4) }, () => pick(rng, words.designs)).join(' ');
  const brand = pickCommon(rng, words.brands.slice(0, 12));
  const binding = pick(rng, bindings);
  const volume: Slots = chance(rng, 0.5)
    ? { volume: `${pick(rng, ['vol.', 'part', 'edition'])} ${1 + rng.below(9)}` }
    : {};
  return {
    slots: { name, ...volume, author, binding },
    telling: ['name', 'volume', 'binding'],
    ...{ brand, nouns: [binding] },
    price: 4 + rng.below(40),
    look: `${brand} ${rng.below(6)}`,
    attributes: {
      format: binding,
      publisher: brand,
      language: words.locale,
      year: String(1990 + rng.below(30)),
    },
  };
}

/** Tins and packets: variety and amount. */
function grocery(rng: Rng, words: KindWords): UnlikeProduct {
  const leaf = pick(rng, words.leaves);
  const brand = pickCommon(rng, words.brands);
  const amount = `${pick(rng, sizes)} ${pick(rng, ['g', 'ml'])}`;
  const pack: Slots = chance(rng, 0.3) ? { pack: `${pick(rng, [2, 3, 4, 6, 12])} x` } : {};
  const variety = [
    pickCommon(rng, words.lines),
    ...(chance(rng, 0.4) ? [pick(rng, words.designs)] : []),
  ].join(' ');
  const nouns = noun(words, leaf);
  const isTold = chance(rng, 0.6);
  return {
    slots: { noun: nouns[0], variety, brand, ...pack, ...(isTold ? { amount } : {}) },
    telling: ['noun', 'variety', 'brand', 'pack', 'amount'],
    ...{ brand, nouns },
    price: Math.round(100 * (0.8 + 6 * rng.next())) / 100,
    look: `${leaf.code} ${brand}`,
    attributes: {
      size: amount,
      container: pick(rng, ['bottle', 'tin', 'bag', 'box']),
      unit: pick(rng, ['kg', 'l']),
    },
    ...(isTold ? {} : { untold: 'size' }),
  };
}

/** Sets of several things in one listing. */
function combo(rng: Rng, words: KindWords): UnlikeProduct {
  const leaf = pick(rng, words.leaves);
  const nouns = noun(words, leaf);
  const brand = pickCommon(rng, words.brands.slice(0, 8));
  const contents = Array.from({ length: 2 + rng.below(2) }, () =>
    chance(rng, 0.5) ? pick(rng, words.designs) : `${colourOf(rng, words)} ${pick(rng, words.lines)}`,
  );
  return {
    slots: {
      brand,
      contents: contents.join(' and '),
      noun: `${nouns[0]} combo`,
      count: `set of ${contents.length}`,
    },
    telling: ['contents', 'noun', 'count'],
    ...{ brand, nouns: [`${nouns[0]} combo`, `combo of ${nouns[1]}`] },
    price: pick(rng, [299, 399, 599, 899]),
    look: leaf.code,
    attributes: {
      'number of contents': String(contents.length),
      type: nouns[0],
      occasion: pickCommon(rng, usages),
    },
  };
}

/** Shades, scents and sizes of one line. */
function shade(rng: Rng, words: KindWords): UnlikeProduct {
  const leaf = pick(rng, words.leaves);
  const nouns = noun(words, leaf);
  const brand = pickCommon(rng, words.brands);
  const number = String(1 + rng.below(60)).padStart(2, '0');
  return {
    slots: {
      brand,
      line: pick(rng, words.lines),
      noun: nouns[0],
      shade: `${number} ${pick(rng, words.designs)}`,
    },
    telling: ['brand', 'line', 'noun', 'shade'],
    ...{ brand, nouns },
    price: pick(rng, [5.99, 7.99, 9.99, 12.5]),
    look: `${leaf.code} ${brand}`,
    attributes: { shade: number, finish: pickCommon(rng, finishes), volume: `${pick(rng, [5, 10, 30])} ml` },
    untold: 'volume',
  };
}

/** Spare parts and devices by model code. */
function part(rng: Rng, words: KindWords): UnlikeProduct {
  const leaf = pick(rng, words.leaves);
  const nouns = noun(words, leaf);
  const brand = pickCommon(rng, words.brands.slice(0, 15));
  const series = pick(rng, words.lines).slice(0, 3).toUpperCase();
  const model = `${series}${100 + rng.below(900)}${pick(rng, ['', '', 'b', 'w', 's', 'ex'])}`;
  return {
    slots: { brand, model, measure: `${pick(rng, [12, 18, 20, 24, 36])}V`, noun: nouns[0] },
    telling: ['model', 'noun'],
    ...{ brand, nouns },
    price: 20 + rng.below(400),
    look: `${leaf.code} ${brand} ${rng.below(3)}`,
    attributes: { voltage: pick(rng, ['12 V', '18 V']), warranty: '1 year', series },
  };
}

export const unlikeKinds = { apparel, print, title, grocery, combo, shade, part } as const;
export type UnlikeKind = keyof typeof unlikeKinds;
export const unlikeKindNames = Object.keys(unlikeKinds) as UnlikeKind[];
