/**
 * Listings of a catalog prepared for matching: the text corpus, and beside it what only a catalog knows: GTIN, seller,
 * language, attributes, picture hashes.
 */
import { bitCount } from '../bit-count.ts';
import { AttributeTable, type AttributeTableParts } from './attribute-table.ts';
import { canonicalUrl } from './canonical-url.ts';
import { chooseSample } from './choose-sample.ts';
import { colourBits } from './colours.ts';
import { IntColumn } from './columns.ts';
import { PairCorpus, type PairCorpusParts, type PairRecord, type WordCounts } from './corpus.ts';
import { hashedText } from './hashed-text.ts';
import { encodeFacts } from './listing-facts.ts';
import { Ragged, type RaggedParts } from './ragged.ts';
import { TextTable, type TextTableParts } from './text-table.ts';
import { comparableWords } from './tokens.ts';
import { NamedColumn, type NamedColumnParts } from './vocabulary.ts';

export interface CatalogListing {
  title: string;
  description: string | null;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  /** Address of the product's page. */
  url?: string | null;
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
/** Years are bits: thirty from here on, and thirty after those. */
const firstYear = 1980;
const yearsEach = 30;

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

/**
 * The shipped matcher learnt what weights mean on catalogs of up to so many listings. Weights that go on with the size of the
 * catalog make the colour or the size that tells two products apart lighter and lighter beside the words that they share.
 */
const weighedAsMax = 2400;

const noRecords: ReadonlySet<number> = new Set();

const nameColumns = ['currencies', 'sellers', 'locales'] as const;
const ownLists = ['hashes', 'keys', 'files', 'facts'] as const;

/** What a catalog consists of: arrays alone, which threads can share or hand over. */
export interface CatalogParts {
  text: PairCorpusParts;
  gtins: TextTableParts;
  names: Record<(typeof nameColumns)[number], NamedColumnParts>;
  lists: Record<(typeof ownLists)[number], RaggedParts>;
  attributes: AttributeTableParts;
  colours: Int32Array;
  earlyYears: Int32Array;
  lateYears: Int32Array;
  sample: Int32Array;
}

export class CatalogCorpus {
  readonly text: PairCorpus;
  /** Empty where a listing has none. */
  readonly gtins: TextTable;
  readonly currencies: NamedColumn;
  readonly sellers: NamedColumn;
  readonly locales: NamedColumn;
  readonly attributes: AttributeTable;
  readonly colours: IntColumn;
  /** Bits. */
  readonly years: { readonly early: IntColumn; readonly late: IntColumn };
  /** Perceptual hashes, high and low half by turns. */
  readonly hashes: Ragged;
  /** GTIN, part number and address of the page, hashed to 64 bits: two halves by turns. */
  readonly keys: Ragged;
  /** What the pictures' bytes hash to, hashed to 64 bits: two halves by turns. */
  readonly files: Ragged;
  /** What tells namesakes apart, as `encodeFacts` gives it. */
  readonly facts: Ragged;

  /** Records that stand for all where it is asked how common something is; chosen by `finish`. */
  sample: Int32Array;

  /** @param parts of another catalog, which is looked at as it was when it gave them; nothing may be added */
  constructor(parts?: CatalogParts) {
    const list = (name: (typeof ownLists)[number]): Ragged =>
      parts ? Ragged.over(parts.lists[name]) : new Ragged();
    this.text = new PairCorpus(0, parts?.text);
    this.gtins = new TextTable(parts?.gtins);
    this.currencies = new NamedColumn(parts?.names.currencies);
    this.sellers = new NamedColumn(parts?.names.sellers);
    this.locales = new NamedColumn(parts?.names.locales);
    this.attributes = new AttributeTable(parts?.attributes);
    this.colours = new IntColumn(parts?.colours);
    this.years = { early: new IntColumn(parts?.earlyYears), late: new IntColumn(parts?.lateYears) };
    this.hashes = list('hashes');
    this.keys = list('keys');
    this.files = list('files');
    this.facts = list('facts');
    this.sample = parts?.sample ?? new Int32Array(0);
  }

  /** Views of what is held. */
  get parts(): CatalogParts {
    const { text, gtins, currencies, sellers, locales, attributes, colours, years } = this;
    const { hashes, keys, files, facts } = this;
    return {
      text: text.parts,
      gtins: gtins.parts,
      names: { currencies: currencies.parts, sellers: sellers.parts, locales: locales.parts },
      lists: { hashes: hashes.parts, keys: keys.parts, files: files.parts, facts: facts.parts },
      attributes: attributes.parts,
      colours: colours.parts,
      earlyYears: years.early.parts,
      lateYears: years.late.parts,
      sample: this.sample,
    };
  }

  /** Adds the listings of another catalog: what comes out is what adding them one by one would give. */
  append(parts: CatalogParts): void {
    this.text.append(parts.text);
    this.gtins.append(parts.gtins);
    for (const name of nameColumns) this[name].append(parts.names[name]);
    for (const name of ownLists) this[name].append(parts.lists[name]);
    this.attributes.append(parts.attributes);
    this.colours.append(parts.colours);
    this.years.early.append(parts.earlyYears);
    this.years.late.append(parts.lateYears);
  }

  /** Letters and digits of the part number; empty where a listing has none. */
  get mpns(): TextTable {
    return this.text.modelFields;
  }

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
    const title = this.text.add(asRecord(listing));
    const record = this.count - 1;
    this.gtins.push(listing.gtin ?? '');
    this.keys.push(keysOf(listing, this.mpns.of(record)));
    this.currencies.push(listing.currency || null);
    this.sellers.push(listing.sellerKey);
    this.locales.push(listing.locale || null);
    this.attributes.push(listing.attributes);
    const told = `${title} ${this.attributes.valuesOf(record).join(' ')}`;
    this.colours.push(colourBits(comparableWords(told, 80)));
    const years = new Set(told.match(yearPattern)?.map(Number));
    this.pushYears(years);
    this.facts.push(this.factsOf(listing, record, years));
    // A picture of one colour hashes to 0, like every other one: it is compared with none.
    const hashed = listing.pictures.flatMap(({ phash }) => (phash ? [phash] : []));
    this.hashes.push(
      hashed.flatMap((hash) => [Number(BigInt.asIntN(32, hash >> 32n)), Number(BigInt.asIntN(32, hash))]),
    );
    this.files.push(listing.pictures.flatMap(({ sha256 }) => hashedText(sha256)));
  }

  /** A hash of the address of a record's page; 0 where it has none. The last of its keys, after those of its codes. */
  pageOf(record: number): number {
    const keys = this.keys.of(record);
    const isLong = this.mpns.of(record).length >= partNumberLengthMin;
    const codes = 2 * (Number(!this.gtins.isEmpty(record)) + Number(isLong));
    return keys.length > codes ? keys[keys.length - 1] || 1 : 0;
  }

  private factsOf(
    { gtin, currency, price, locale }: CatalogListing,
    record: number,
    years: Iterable<number>,
  ): Int32Array {
    const quantities = [...this.text.quantities.of(record), ...this.attributes.quantitiesOf(record)];
    return encodeFacts({
      ...{ gtin, currency, price, quantities, years, language: locale },
      brand: this.text.brands.of(record) ?? '',
      part: this.mpns.of(record),
      colours: this.colours.data[record],
    });
  }

  private pushYears(years: Iterable<number>): void {
    let [early, late] = [0, 0];
    for (const year of years) {
      const place = year - firstYear;
      if (place < yearsEach) early |= 1 << place;
      else late |= 1 << (place - yearsEach);
    }
    this.years.early.push(early);
    this.years.late.push(late);
  }

  /**
   * Weighs words, and chooses the sample.
   * @param known counts of the whole catalog, where these listings are only a part of it
   * @param gone records that stand for no listing any more
   */
  finish(known?: WordCounts, gone: { has(record: number): boolean } = noRecords): this {
    this.text.finish(known, weighedAsMax);
    this.sample = chooseSample(this.count, gone);
    return this;
  }
}

function keysOf({ gtin, url }: CatalogListing, mpn: string): number[] {
  const keys: number[] = gtin ? hashedText(`gtin ${gtin}`) : [];
  if (mpn.length >= partNumberLengthMin) keys.push(...hashedText(`mpn ${mpn}`));
  const page = canonicalUrl(url);
  if (page !== null) keys.push(...hashedText(`url ${page}`));
  return keys;
}

/** Whether two lists of [high, low] by turns have one in common. */
export function sharesFile(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < b.length; j += 2) if (a[i] === b[j] && a[i + 1] === b[j + 1]) return true;
  return false;
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
