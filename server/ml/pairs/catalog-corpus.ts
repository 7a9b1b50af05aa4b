/**
 * Listings of a catalog prepared for matching: the text corpus, and beside it what only a catalog knows: GTIN, seller,
 * language, attributes, picture hashes.
 */
import { AttributeTable } from './attribute-table.ts';
import { colourBits } from './colours.ts';
import { PairCorpus, type PairRecord, type WordCounts } from './corpus.ts';
import { hashedText } from './hashed-text.ts';
import { encodeFacts } from './listing-facts.ts';
import { Ragged } from './ragged.ts';
import { SharedValues } from './shared-values.ts';
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

/** Shorter part numbers (`100`, `A1`) are shared by chance. */
const partNumberLengthMin = 4;

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
  readonly attributes = new AttributeTable();
  readonly colours: number[] = [];
  readonly years: ReadonlySet<string>[] = [];
  /** Perceptual hashes, high and low half by turns. */
  readonly hashes = new Ragged();
  /** GTIN and part number, hashed to 64 bits: two halves by turns. */
  readonly keys = new Ragged();
  /** What the pictures' bytes hash to, hashed to 64 bits: two halves by turns. */
  readonly files = new Ragged();
  /** What tells namesakes apart, as `encodeFacts` gives it. */
  readonly facts = new Ragged();
  /** One number a language, in the order in which they come. */
  readonly languages: number[] = [];
  private readonly languageIds = new Map<string | null, number>();
  private readonly shared = new SharedValues();
  private readonly yearSets = new Map<string, ReadonlySet<string>>();

  get phrases(): Ragged {
    return this.text.phrases;
  }

  get grams(): Ragged {
    return this.text.grams;
  }

  get titleWords(): Ragged {
    return this.text.titleWords;
  }

  get numbers(): Ragged {
    return this.text.allNumbers;
  }

  get wordIdf(): Float32Array {
    return this.text.idf;
  }

  get count(): number {
    return this.text.count;
  }

  add(listing: CatalogListing): void {
    this.text.add(asRecord(listing));
    this.gtins.push(listing.gtin);
    this.mpns.push(flatten(comparableText(listing.mpn ?? '')));
    this.keys.push(this.keysOf(listing.gtin, this.mpns[this.mpns.length - 1]));
    this.currencies.push(listing.currency && this.shared.text(listing.currency));
    this.sellers.push(this.shared.text(listing.sellerKey));
    this.locales.push(listing.locale && this.shared.text(listing.locale));
    this.languages.push(this.languageId(listing.locale));
    this.attributes.push(listing.attributes);
    const record = this.count - 1;
    const told = `${this.text.titles[record]} ${this.attributes.valuesOf(record).join(' ')}`;
    this.colours.push(colourBits(comparableWords(told, 80)));
    this.years.push(this.yearsIn(told));
    this.facts.push(this.factsOf(listing, record));
    // A picture of one colour hashes to 0, like every other one: it is compared with none.
    const hashed = listing.pictures.flatMap(({ phash }) => (phash ? [phash] : []));
    this.hashes.push(
      hashed.flatMap((hash) => [Number(BigInt.asIntN(32, hash >> 32n)), Number(BigInt.asIntN(32, hash))]),
    );
    this.files.push(listing.pictures.flatMap(({ sha256 }) => hashedText(sha256)));
  }

  private factsOf({ gtin, currency, price, locale }: CatalogListing, record: number): Int32Array {
    const quantities = [...this.text.quantities[record], ...this.attributes.quantitiesOf(record)];
    return encodeFacts({
      ...{ gtin, currency, price, quantities, language: locale },
      brand: this.text.brands[record],
      part: this.mpns[record],
      colours: this.colours[record],
      years: this.years[record],
    });
  }

  private keysOf(gtin: string | null, mpn: string): number[] {
    const keys: number[] = gtin ? hashedText(`gtin ${gtin}`) : [];
    if (mpn.length >= partNumberLengthMin) keys.push(...hashedText(`mpn ${mpn}`));
    return keys;
  }

  private languageId(locale: string | null): number {
    const known = this.languageIds.get(locale);
    if (known === undefined) this.languageIds.set(locale, this.languageIds.size);
    return known ?? this.languageIds.size - 1;
  }

  private yearsIn(text: string): ReadonlySet<string> {
    const years = new Set(text.match(yearPattern) ?? []);
    const key = [...years].join();
    const known = this.yearSets.get(key);
    if (!known) this.yearSets.set(key, years);
    return known ?? years;
  }

  finish(known?: WordCounts): this {
    this.text.finish(known);
    return this;
  }
}

/** Whether two lists of [high, low] by turns have one in common. */
export function sharesFile(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < b.length; j += 2) if (a[i] === b[j] && a[i + 1] === b[j + 1]) return true;
  return false;
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
