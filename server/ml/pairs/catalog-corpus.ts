/**
 * Listings of a catalog prepared for matching: the text corpus, and beside it what only a catalog knows: GTIN, seller,
 * language, attributes, picture hashes.
 */
import { colourBits } from './colours.ts';
import { PairCorpus, type PairRecord, type WordCounts } from './corpus.ts';
import { comparableText, comparableWords, flatten } from './tokens.ts';

export interface CatalogListing {
  title: string;
  description: string | null;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  /** NaN where unknown. */
  price: number;
  currency: string | null;
  sellerKey: string;
  locale: string | null;
  attributes: Record<string, string>;
  pictures: readonly Picture[];
}

export interface Picture {
  /** Hash of the bytes. */
  sha256: string;
  /** 64-bit perceptual hash, or null. */
  phash: bigint | null;
}

const yearPattern = /\b(?:19[89]\d|20[0-3]\d)\b/g;

function asRecord(listing: CatalogListing): PairRecord {
  const attributes = Object.entries(listing.attributes).map(([name, value]) => `${name} ${value}`);
  return {
    title: listing.title,
    text: `${attributes.join(' . ')} . ${listing.description ?? ''}`,
    brand: listing.brand,
    model: listing.mpn,
    price: listing.price,
    extras: [],
  };
}

export class CatalogCorpus {
  readonly text = new PairCorpus(0);
  readonly gtins: (string | null)[] = [];
  readonly mpns: string[] = [];
  readonly currencies: (string | null)[] = [];
  readonly sellers: string[] = [];
  readonly locales: (string | null)[] = [];
  readonly attributes: Map<string, string>[] = [];
  readonly colours: number[] = [];
  readonly years: Set<string>[] = [];
  /** Perceptual hashes, high and low half by turns. */
  readonly hashes: Int32Array[] = [];
  readonly shas: string[][] = [];

  get count(): number {
    return this.text.count;
  }

  add(listing: CatalogListing): void {
    this.text.add(asRecord(listing));
    this.gtins.push(listing.gtin);
    this.mpns.push(flatten(comparableText(listing.mpn ?? '')));
    this.currencies.push(listing.currency);
    this.sellers.push(listing.sellerKey);
    this.locales.push(listing.locale);
    const attributes = new Map(
      Object.entries(listing.attributes).map(([name, value]) => [
        comparableText(name),
        comparableText(value).trim(),
      ]),
    );
    this.attributes.push(attributes);
    const title = comparableText(listing.title);
    const told = `${title} ${[...attributes.values()].join(' ')}`;
    this.colours.push(colourBits(comparableWords(told, 80)));
    this.years.push(new Set(told.match(yearPattern) ?? []));
    // A picture of one colour hashes to 0, like every other one: it is compared with none.
    const hashed = listing.pictures.flatMap(({ phash }) => (phash ? [phash] : []));
    this.hashes.push(
      Int32Array.from(
        hashed.flatMap((hash) => [Number(BigInt.asIntN(32, hash >> 32n)), Number(BigInt.asIntN(32, hash))]),
      ),
    );
    this.shas.push(listing.pictures.map((picture) => picture.sha256));
  }

  finish(known?: WordCounts): this {
    this.text.finish(known);
    return this;
  }
}

/** Bits set in 32. */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Fewest differing bits between any two pictures, 0…64; NaN where one side has none. */
export function pictureDistance(a: Int32Array, b: Int32Array): number {
  let least = Number.NaN;
  for (let i = 0; i + 1 < a.length; i += 2) {
    for (let j = 0; j + 1 < b.length; j += 2) {
      const distance = bitCount(a[i] ^ b[j]) + bitCount(a[i + 1] ^ b[j + 1]);
      if (!(least <= distance)) least = distance;
    }
  }
  return least;
}
