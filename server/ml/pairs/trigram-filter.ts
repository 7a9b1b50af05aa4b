/**
 * Which runs of three letters stand in the texts of many records, as hashed bits (Bloom 1970, one hash): most words that do
 * not stand in a text are refused by two bits, and a search through hundreds of letters is left for the rest.
 */
import { grownLength, roomForInts } from './array-room.ts';

/** Hash of three code units from `at`, 0…65535. */
function trigramHash(text: string, at: number): number {
  const hash =
    Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca6b) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae35);
  return (hash ^ (hash >>> 15)) & 0xffff;
}

/** First and last trigram of a word, in one number; 0 for words of fewer than three letters, which nothing asks for. */
export function wordEnds(word: string): number {
  if (word.length < 3) return 0;
  return (trigramHash(word, 0) << 16) | trigramHash(word, word.length - 3);
}

export class TrigramFilter {
  private readonly bitsEach: number;
  private bits: Int32Array;
  private count: number;

  /**
   * @param bitsEach bits a record, a power of two from 32 to 65,536; some four a letter refuse nine of ten
   * @param bits those of the first records, as `parts` of another filter gives them
   */
  constructor(bitsEach: number, bits?: Int32Array) {
    this.bitsEach = bitsEach;
    this.bits = bits ?? roomForInts((bitsEach / 32) * 64);
    this.count = bits ? (32 * bits.length) / bitsEach : 0;
  }

  /** A view of all bits. */
  get parts(): Int32Array {
    return this.bits.subarray(0, (this.count * this.bitsEach) / 32);
  }

  /** Adds the records of another filter of as many bits. */
  append(bits: Int32Array): void {
    const place = (this.count * this.bitsEach) / 32;
    this.reserve(place + bits.length);
    this.bits.set(bits, place);
    this.count += (32 * bits.length) / this.bitsEach;
  }

  private reserve(length: number): void {
    if (length <= this.bits.length) return;
    const grown = roomForInts(Math.max(length, grownLength(this.bits.length)));
    grown.set(this.bits);
    this.bits = grown;
  }

  /** Adds the next record. */
  push(text: string): void {
    const wordsEach = this.bitsEach / 32;
    const base = this.count++ * wordsEach;
    this.reserve(base + wordsEach);
    for (let at = 0; at + 3 <= text.length; at++) {
      const bit = trigramHash(text, at) & (this.bitsEach - 1);
      this.bits[base + (bit >>> 5)] |= 1 << (bit & 31);
    }
  }

  /** False: a word with these ends does not stand in the record's text. True: it may. */
  mayHold(record: number, ends: number): boolean {
    const base = (record * this.bitsEach) >>> 5;
    const first = (ends >>> 16) & (this.bitsEach - 1);
    if (!(this.bits[base + (first >>> 5)] & (1 << (first & 31)))) return false;
    const last = ends & (this.bitsEach - 1);
    return (this.bits[base + (last >>> 5)] & (1 << (last & 31))) !== 0;
  }
}
