/**
 * What the pair filter reads of a listing: 272 bytes of whole numbers, from the listing alone. Parts, with their lengths in bytes:
 *
 *     words     32  title words: one of 256 bits each            codes   16  pieces of model codes and numbers of the title: 128 bits
 *     grams     16  title signature: 128 signs of sums over its 3-grams (Charikar, STOC 2002)
 *     numbers   16  numbers of the whole text: 128 bits          colour, texture, edges, thumbnail, hashes: of a picture (image-stats.ts)
 *
 * and integers of 4 bytes: which of them are known, price in sixteenths of an octave, hashes of brand, GTIN, part number,
 * currency, language and seller, colour words as bits, aspect ratio and mean grey of the picture, and of the page's address, which
 * no tree asks: pairs of one page are found by it.
 */
import { imageStatsLength, statFlag, statOffset } from '../image/image-stats.ts';

/** Lengths of the parts, in the order in which they lie in a row. */
export const rowParts = {
  words: 32,
  grams: 16,
  codes: 16,
  numbers: 16,
  colour: 32,
  texture: 32,
  edges: 16,
  thumbnail: 48,
  hashes: 16,
  known: 4,
  price: 4,
  brand: 4,
  gtin: 4,
  part: 4,
  currency: 4,
  language: 4,
  seller: 4,
  colours: 4,
  aspect: 4,
  grey: 4,
  page: 4,
} as const;
export type RowPart = keyof typeof rowParts;

const partNames = Object.keys(rowParts) as RowPart[];

/** Where each part begins in a row. */
export const partAt = Object.fromEntries(
  partNames.map((name, at) => [
    name,
    partNames.slice(0, at).reduce((sum, before) => sum + rowParts[before], 0),
  ]),
) as Record<RowPart, number>;

/** Bytes of a row: a multiple of 16. */
export const rowLength = partNames.reduce((sum, name) => sum + rowParts[name], 0);

/** Bits of `known`. */
export const knownBit = {
  price: 0,
  brand: 1,
  gtin: 2,
  part: 3,
  currency: 4,
  language: 5,
  colours: 6,
  picture: 7,
} as const;
export type Known = keyof typeof knownBit;

/** Steps of an octave of price. */
const priceSteps = 16;

/** What a row is made of. Hashes are any 32 bits; 0 stands for unknown. */
export interface RowFacts {
  /** Hashes of the title's words, of pieces of codes and numbers of the title, and of numbers of the whole text. */
  words: ArrayLike<number>;
  codes: ArrayLike<number>;
  numbers: ArrayLike<number>;
  /** Buckets of the title's 3-grams. */
  grams: ArrayLike<number>;
  /** NaN or not above 0 where unknown. */
  price: number;
  brand: number;
  gtin: number;
  part: number;
  currency: number;
  language: number;
  seller: number;
  /** Of the address of the listing's page. */
  page: number;
  /** Bits of colours that are named. */
  colours: number;
  /** Statistics of a picture (image-stats.ts); null without one. */
  picture: Uint8Array | null;
}

function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

const gramSums = new Int32Array(8 * rowParts.grams);

/** Signs of sums of ±1: each gram says 128 times yes or no. Titles that share most grams differ in few signs. */
function writeSignature(grams: ArrayLike<number>, out: Uint8Array, at: number): void {
  gramSums.fill(0);
  for (let gram = 0; gram < grams.length; gram++) {
    for (let word = 0; word < rowParts.grams / 4; word++) {
      const bits = mixed(Math.imul(grams[gram] + 1, 0x9e3779b1) + Math.imul(word + 1, 0x7f4a7c15));
      for (let bit = 0; bit < 32; bit++) gramSums[32 * word + bit] += ((bits >>> bit) & 1) === 1 ? 1 : -1;
    }
  }
  for (let sign = 0; sign < gramSums.length; sign++)
    if (gramSums[sign] > 0) out[at + (sign >> 3)] |= 1 << (sign & 7);
}

function setBits(hashes: ArrayLike<number>, out: Uint8Array, part: RowPart): void {
  const bits = 8 * rowParts[part];
  for (let at = 0; at < hashes.length; at++) {
    const bit = mixed(hashes[at]) & (bits - 1);
    out[partAt[part] + (bit >> 3)] |= 1 << (bit & 7);
  }
}

function writePicture(picture: Uint8Array, out: Uint8Array): void {
  const copy = (part: RowPart, from: number): void =>
    out.set(picture.subarray(from, from + rowParts[part]), partAt[part]);
  copy('colour', statOffset.colour);
  copy('texture', statOffset.texture);
  copy('edges', statOffset.edges);
  copy('thumbnail', statOffset.thumbnail);
  copy('hashes', statOffset.dHash);
}

/** Rows of many listings, one behind the other. */
export class FilterRows {
  bytes: Uint8Array;
  /** The same memory. */
  ints: Int32Array;
  count = 0;

  constructor(room = 64) {
    const buffer = new ArrayBuffer(room * rowLength);
    this.bytes = new Uint8Array(buffer);
    this.ints = new Int32Array(buffer);
  }

  /** Place of an integer part of a row in `ints`. */
  private static int(row: number, part: RowPart): number {
    return (row * rowLength + partAt[part]) >> 2;
  }

  private room(): void {
    if ((this.count + 1) * rowLength <= this.bytes.length) return;
    const grown = new ArrayBuffer(2 * this.bytes.length);
    const bytes = new Uint8Array(grown);
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.ints = new Int32Array(grown);
  }

  /** Adds the row of a listing; its number is the one after the last. */
  add(facts: RowFacts): number {
    this.room();
    const row = this.count++;
    const own = this.bytes.subarray(row * rowLength, (row + 1) * rowLength);
    setBits(facts.words, own, 'words');
    setBits(facts.codes, own, 'codes');
    setBits(facts.numbers, own, 'numbers');
    writeSignature(facts.grams, own, partAt.grams);
    let known = 0;
    const put = (part: RowPart & Known, value: number): void => {
      this.ints[FilterRows.int(row, part)] = value;
      if (value !== 0) known |= 1 << knownBit[part];
    };
    for (const part of ['brand', 'gtin', 'part', 'currency', 'language', 'colours'] as const)
      put(part, facts[part]);
    // A price of 1 has the logarithm 0, which must not pass for unknown.
    put('price', facts.price > 0 ? Math.round(priceSteps * Math.log2(facts.price)) + (1 << 16) : 0);
    this.ints[FilterRows.int(row, 'seller')] = facts.seller;
    this.ints[FilterRows.int(row, 'page')] = facts.page;
    const { picture } = facts;
    if (picture?.length === imageStatsLength && (picture[statOffset.flags] & statFlag.flat) === 0) {
      writePicture(picture, own);
      this.ints[FilterRows.int(row, 'aspect')] = picture[statOffset.aspect];
      this.ints[FilterRows.int(row, 'grey')] = picture[statOffset.grey];
      known |= 1 << knownBit.picture;
    }
    this.ints[FilterRows.int(row, 'known')] = known;
    return row;
  }

  /** Whether two listings are of one page. */
  isOnePage(a: number, b: number): boolean {
    const page = this.ints[FilterRows.int(a, 'page')];
    return page !== 0 && page === this.ints[FilterRows.int(b, 'page')];
  }

  /** Adds rows that were made before. */
  addBytes(row: Uint8Array): void {
    this.room();
    this.bytes.set(row, this.count++ * rowLength);
  }

  rowBytes(row: number): Uint8Array {
    return this.bytes.subarray(row * rowLength, (row + 1) * rowLength);
  }
}
