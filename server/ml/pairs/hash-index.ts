/**
 * Near pictures by 64-bit hash without comparing every pair: the hash is cut into four words of 16 bits; of two hashes that
 * differ in at most 11 bits one word differs in at most 2, and the 137 words within 2 bits of a word are looked up
 * (multi-index hashing: Norouzi, Punjani & Fleet, CVPR 2012).
 */
import { bitCount } from '../bit-count.ts';

const words = 4;
const wordValues = 1 << 16;

/** All masks of 16 bits with at most two bits set. */
const flips = Int32Array.from([...Array(wordValues).keys()].filter((mask) => bitCount(mask) <= 2));

/** Largest distance that is found without a miss. */
export const hashDistanceMax = 11;

export interface NearHash {
  record: number;
  distance: number;
}

/** Index of [high, low] halves of 64-bit hashes; a record may have several. */
export class HashIndex {
  private readonly owner: Int32Array;
  private readonly high: Int32Array;
  private readonly low: Int32Array;
  private readonly starts: Int32Array[] = [];
  private readonly entries: Int32Array[] = [];
  private readonly comparisonsMax: number;

  /**
   * @param hashes halves by turns, of every record; a record without a hash has none
   * @param comparisonsMax most hashes that one search compares: clumps of equal pictures must not cost their square
   */
  constructor(hashes: readonly Int32Array[], comparisonsMax = 20_000) {
    const count = hashes.reduce((sum, own) => sum + (own.length >> 1), 0);
    this.owner = new Int32Array(count);
    this.high = new Int32Array(count);
    this.low = new Int32Array(count);
    this.comparisonsMax = comparisonsMax;
    let at = 0;
    hashes.forEach((own, record) => {
      for (let place = 0; place + 1 < own.length; place += 2) {
        this.owner[at] = record;
        this.high[at] = own[place];
        this.low[at++] = own[place + 1];
      }
    });
    for (let word = 0; word < words; word++) this.indexWord(word);
  }

  private indexWord(word: number): void {
    const starts = new Int32Array(wordValues + 1);
    const count = this.owner.length;
    for (let at = 0; at < count; at++) starts[wordOf(this.high[at], this.low[at], word) + 1]++;
    for (let value = 0; value < wordValues; value++) starts[value + 1] += starts[value];
    const next = starts.slice(0, wordValues);
    const entries = new Int32Array(count);
    for (let at = 0; at < count; at++) entries[next[wordOf(this.high[at], this.low[at], word)]++] = at;
    this.starts.push(starts);
    this.entries.push(entries);
  }

  /**
   * Other records with a hash within `distanceMax` of one of these, nearest first, ties by record.
   * @param own [high, low] by turns
   */
  near(own: Int32Array, self: number, distanceMax: number, countMax: number): NearHash[] {
    const best = new Map<number, number>();
    for (let place = 0; place + 1 < own.length; place += 2)
      this.compare(own[place], own[place + 1], self, distanceMax, best);
    return [...best]
      .map(([record, distance]) => ({ record, distance }))
      .sort((x, y) => x.distance - y.distance || x.record - y.record)
      .slice(0, countMax);
  }

  private compare(
    high: number,
    low: number,
    self: number,
    distanceMax: number,
    best: Map<number, number>,
  ): void {
    let compared = 0;
    for (let word = 0; word < words; word++) {
      const value = wordOf(high, low, word);
      const starts = this.starts[word];
      const entries = this.entries[word];
      for (const flip of flips) {
        const end = starts[(value ^ flip) + 1];
        for (let at = starts[value ^ flip]; at < end && compared < this.comparisonsMax; at++, compared++) {
          const entry = entries[at];
          const distance = bitCount(this.high[entry] ^ high) + bitCount(this.low[entry] ^ low);
          if (distance > distanceMax || this.owner[entry] === self) continue;
          const known = best.get(this.owner[entry]);
          if (known === undefined || distance < known) best.set(this.owner[entry], distance);
        }
      }
    }
  }
}

function wordOf(high: number, low: number, word: number): number {
  const half = word < 2 ? high : low;
  return (word & 1 ? half : half >>> 16) & 0xffff;
}
