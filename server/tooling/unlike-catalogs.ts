/**
 * Catalogs unlike the demo's, to learn what evidence is worth where it is common: of one seller or of many, with studio
 * pictures that different products share, with attributes of few values, brands that stand in titles alone, families that
 * differ in one word or in a size that no title tells, things that a seller lists again as they are, and from hardly any
 * duplicates to a third. Each catalog draws its own habits; same seed, same bytes.
 */
import { between, chance, pick } from '#server/demo/choose.ts';
import type { Picture } from '#server/ml/pairs/catalog-corpus.ts';
import { makeRng, type Rng, shuffle } from '#server/ml/rng.ts';
import type { GeneratedListing } from './generated-pairs.ts';
import { inventWords } from './invented-words.ts';
import {
  drawWords,
  type KindWords,
  type UnlikeKind,
  type UnlikeProduct,
  unlikeKinds,
} from './unlike-kinds.ts';

/** How the catalog as a whole is kept. */
interface Habits {
  sellers: Seller[];
  hasBrands: boolean;
  attributeShare: number;
  pictureShare: number;
  /** Share of products that stand in the catalog more than once. */
  repeatedShare: number;
  /** Share of products that a seller lists again as they are: once in each of two categories, or by mistake. */
  relistedShare: number;
  /** Share of products that are another one with one thing changed. */
  variedShare: number;
  /** Share of variants that show the very file of the product they vary. */
  sharedFileShare: number;
  /** Bits by which pictures of one look differ: of two products, and of one product. */
  lookBits: number;
  ownBits: number;
  gtinShare: number;
  hasPrices: boolean;
  boilerplate: string[] | null;
}

/** How one seller words things. */
interface Seller {
  key: string;
  order: number;
  leavesOut: number;
  typos: number;
  tail: string;
  ownNoun: number;
  isLower: boolean;
  /** Words of the line of business that this seller strews in, at most. */
  extrasMax: number;
}

function drawSeller(rng: Rng, at: number): Seller {
  return {
    key: `seller ${at}`,
    order: rng.below(24),
    leavesOut: chance(rng, 0.5) ? between(rng, 0, 0.6) : 0,
    typos: chance(rng, 0.3) ? 0.08 : 0.01,
    tail: chance(rng, 0.25) ? pick(rng, ['new', 'original', 'free shipping', 'best price', 'online']) : '',
    ownNoun: rng.below(3),
    isLower: chance(rng, 0.3),
    extrasMax: chance(rng, 0.4) ? 1 + rng.below(5) : 0,
  };
}

function drawHabits(rng: Rng): Habits {
  const isAlone = chance(rng, 0.5);
  return {
    sellers: Array.from({ length: isAlone ? 1 : 2 + rng.below(10) }, (_, at) => drawSeller(rng, at)),
    hasBrands: chance(rng, 0.5),
    attributeShare: chance(rng, 0.3) ? 0 : between(rng, 0.5, 1),
    pictureShare: chance(rng, 0.3) ? 0 : between(rng, 0.4, 1),
    repeatedShare: isAlone ? pick(rng, [0, 0.004, 0.01, 0.04]) : pick(rng, [0.01, 0.05, 0.2, 0.4]),
    relistedShare: chance(rng, 0.5) ? 0 : between(rng, 0.005, 0.12),
    variedShare: between(rng, 0.1, 0.7),
    sharedFileShare: chance(rng, 0.5) ? between(rng, 0, 0.6) : 0,
    lookBits: between(rng, 1, 12),
    ownBits: between(rng, 0, 4),
    gtinShare: chance(rng, 0.25) ? between(rng, 0.3, 0.9) : 0,
    hasPrices: chance(rng, 0.6),
    boilerplate: chance(rng, 0.5)
      ? Array.from({ length: 6 }, () => inventWords(rng, 8 + rng.below(12)).join(' '))
      : null,
  };
}

const untoldShare = 0.5;

/** The same product but for one thing that tells it, which another product lends. */
function vary(rng: Rng, base: UnlikeProduct, other: UnlikeProduct): UnlikeProduct | null {
  const { untold } = base;
  const lent = untold && other.attributes[untold];
  if (lent && lent !== base.attributes[untold] && chance(rng, untoldShare))
    return { ...base, attributes: { ...base.attributes, [untold]: lent }, price: other.price };
  const changed = base.telling.filter((name) => other.slots[name] && other.slots[name] !== base.slots[name]);
  if (changed.length === 0) return null;
  const name = pick(rng, changed);
  const slots = { ...base.slots, [name]: other.slots[name] };
  const brand = name === 'brand' ? other.brand : base.brand;
  return { ...base, slots, brand, nouns: name === 'noun' ? other.nouns : base.nouns };
}

function misspell(rng: Rng, word: string): string {
  if (word.length < 5) return word;
  const at = 1 + rng.below(word.length - 2);
  return chance(rng, 0.5)
    ? word.slice(0, at) + word.slice(at + 1)
    : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

/** Slots in the seller's order: as they are, or cut in two and put the other way round. */
function orderSlots(names: readonly string[], order: number): string[] {
  if (order < 12) return [...names];
  const cut = 1 + (order % Math.max(1, names.length - 1));
  return [...names.slice(cut), ...names.slice(0, cut)];
}

/** The title of a listing; of a product that stands in the catalog already the seller may word more otherwise. */
function wordTitle(
  rng: Rng,
  product: UnlikeProduct,
  seller: Seller,
  { isAgain, extras }: { isAgain: boolean; extras: readonly string[] },
): string {
  const optional = (name: string): boolean => !product.telling.includes(name);
  const strewn = seller.extrasMax > 0 ? rng.below(seller.extrasMax + 1) : 0;
  const names = orderSlots(Object.keys(product.slots), seller.order).filter(
    (name) =>
      !(optional(name) && chance(rng, seller.leavesOut)) && !(isAgain && chance(rng, seller.leavesOut / 4)),
  );
  const said = names.map((name) =>
    name === 'noun' && isAgain ? product.nouns[seller.ownNoun % product.nouns.length] : product.slots[name],
  );
  for (let at = 0; at < strewn; at++) said.push(pick(rng, extras));
  const words = [...said, seller.tail]
    .join(' ')
    .split(' ')
    .filter(Boolean)
    .map((word) => (chance(rng, seller.typos) ? misspell(rng, word) : word));
  const text = words.join(' ');
  return seller.isLower ? text.toLowerCase() : text.replace(/(^| )\p{L}/gu, (first) => first.toUpperCase());
}

const flip = (rng: Rng, hash: bigint, bits: number): bigint => {
  let flipped = hash;
  // From none to twice the mean: some copies are the very picture, some another crop.
  const count = Math.round(bits * 2 * rng.next());
  for (let at = 0; at < count; at++) flipped ^= 1n << BigInt(rng.below(64));
  return BigInt.asIntN(64, flipped);
};

/** Studio pictures on white: a third of the bits set. */
function drawHash(rng: Rng): bigint {
  let hash = 0n;
  for (let at = 0; at < 64; at++) hash = (hash << 1n) | (chance(rng, 0.33) ? 1n : 0n);
  return BigInt.asIntN(64, hash);
}

interface Thing {
  product: UnlikeProduct;
  thing: number;
  hash: bigint;
  /** Name of the picture's file. */
  file: string;
  gtin: string | null;
}

class UnlikeCatalog {
  private readonly rng: Rng;
  private readonly words: KindWords;
  private readonly habits: Habits;
  private readonly kinds: readonly UnlikeKind[];
  private readonly looks = new Map<string, bigint>();
  private things = 0;

  constructor(kinds: readonly UnlikeKind[], seed: number) {
    this.rng = makeRng(seed);
    this.kinds = kinds;
    this.words = drawWords(this.rng);
    this.habits = drawHabits(this.rng);
  }

  private lookOf(look: string): bigint {
    const known = this.looks.get(look) ?? drawHash(this.rng);
    this.looks.set(look, known);
    return known;
  }

  private make(): UnlikeProduct {
    return unlikeKinds[pick(this.rng, this.kinds)](this.rng, this.words);
  }

  private nextThing(before: readonly Thing[]): Thing {
    const { rng, habits } = this;
    const thing = this.things++;
    const base = before.length > 0 && chance(rng, habits.variedShare) ? pick(rng, before.slice(-200)) : null;
    const varied = base ? vary(rng, base.product, this.make()) : null;
    const product = varied ?? this.make();
    const isSame = varied !== null && base !== null && chance(rng, habits.sharedFileShare);
    const gtin = chance(rng, habits.gtinShare) ? `40${String(10_000_000_000 + thing * 7919)}` : null;
    return {
      ...{ product, thing, gtin },
      hash: isSame ? base.hash : flip(rng, this.lookOf(product.look), habits.lookBits),
      file: isSame ? base.file : `file ${thing}`,
    };
  }

  private pictureOf({ hash, file }: Thing, copy: number): Picture[] {
    const { rng, habits } = this;
    if (!chance(rng, habits.pictureShare)) return [];
    if (copy === 0 || chance(rng, 0.35)) return [{ sha256: file, phash: hash }];
    // Another photograph of the thing, or the same one cropped and compressed again.
    const own = chance(rng, 0.3) ? drawHash(rng) : flip(rng, hash, habits.ownBits);
    return [{ sha256: `${file} ${copy} ${rng.below(1e6)}`, phash: own }];
  }

  private attributesOf({ attributes }: UnlikeProduct): Record<string, string> {
    const { rng, habits } = this;
    if (habits.attributeShare === 0) return {};
    return Object.fromEntries(Object.entries(attributes).filter(() => chance(rng, habits.attributeShare)));
  }

  private describe(product: UnlikeProduct, name: string): string | null {
    const { rng, habits } = this;
    if (!habits.boilerplate || chance(rng, 0.1)) return null;
    const sentences = habits.boilerplate.filter(() => chance(rng, 0.7));
    return [`${name}.`, ...sentences, chance(rng, 0.5) ? Object.values(product.slots).join(', ') : ''].join(
      ' ',
    );
  }

  private list(thing: Thing, copy: number, seller: Seller): GeneratedListing {
    const { rng, habits } = this;
    const { product } = thing;
    const name = wordTitle(rng, product, seller, { isAgain: copy > 0, extras: this.words.extras });
    const price = product.price * (copy > 0 ? between(rng, 0.9, 1.1) : 1);
    return {
      title: name,
      description: this.describe(product, name),
      brand: habits.hasBrands && !chance(rng, 0.05) ? product.brand : null,
      gtin: thing.gtin && chance(rng, 0.8) ? thing.gtin : null,
      mpn: null,
      price: habits.hasPrices ? Math.round(price * 100) / 100 : Number.NaN,
      currency: habits.hasPrices ? 'EUR' : null,
      sellerKey: seller.key,
      locale: this.words.locale,
      attributes: this.attributesOf(product),
      pictures: this.pictureOf(thing, copy),
      thing: thing.thing,
    };
  }

  /** A listing once more: what its seller wrote is copied, but for what an editor of the other category left out. */
  private relist(listing: GeneratedListing): GeneratedListing {
    const { rng } = this;
    const [, ...fewer] = Object.entries(listing.attributes);
    return {
      ...listing,
      description: chance(rng, 0.2) ? null : listing.description,
      attributes: chance(rng, 0.2) ? Object.fromEntries(fewer) : listing.attributes,
      pictures: chance(rng, 0.2) ? [] : listing.pictures,
    };
  }

  listings(count: number): GeneratedListing[] {
    const { rng, habits } = this;
    const made: GeneratedListing[] = [];
    const before: Thing[] = [];
    while (made.length < count) {
      const thing = this.nextThing(before);
      before.push(thing);
      const copies = chance(rng, habits.repeatedShare) ? 2 + Math.floor(4 * rng.next() ** 2) : 1;
      const order = shuffle([...habits.sellers], rng);
      for (let copy = 0; copy < copies; copy++) made.push(this.list(thing, copy, order[copy % order.length]));
      if (habits.relistedShare > 0 && chance(rng, habits.relistedShare))
        made.push(this.relist(pick(rng, made.slice(-copies))));
    }
    return shuffle(made, rng);
  }
}

/** Listings of a catalog of these kinds of products, with which are one thing. */
export function unlikeCatalog(kinds: readonly UnlikeKind[], seed: number, count: number): GeneratedListing[] {
  return new UnlikeCatalog(kinds, seed).listings(count);
}
