/**
 * Scores by pair of records, in an open-addressing table of typed arrays: a Map ends at 2²⁴ entries and takes 50 bytes an
 * entry, while two tables of 200,000 listings have more candidates than that.
 */

const freeKey = -1;
/** 2³² ÷ golden ratio: neighbouring keys fall far apart (Knuth, vol. 3, 6.4). */
const spread = 0x9e3779b1;
const digitBits = 11;
const digits = 1 << digitBits;

export interface RankedPairs {
  /** Records; left < right. */
  left: Int32Array;
  right: Int32Array;
  /** Descending. */
  score: Float32Array;
}

export class PairScores {
  private keys: Float64Array;
  private sums: Float32Array;
  private mask: number;
  private readonly records: number;
  size = 0;

  /** @param records pairs are of records 0…records−1; left · records + right must stay below 2⁵³ */
  constructor(records: number, expected = 1024) {
    this.records = records;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * expected)));
    this.keys = new Float64Array(slots).fill(freeKey);
    this.sums = new Float32Array(slots);
    this.mask = slots - 1;
  }

  private slotOf(key: number): number {
    const high = Math.floor(key / 2 ** 32);
    let slot = Math.imul((key | 0) ^ Math.imul(high, 0x85ebca6b), spread);
    slot = (slot ^ (slot >>> 15)) & this.mask;
    while (this.keys[slot] !== freeKey && this.keys[slot] !== key) slot = (slot + 1) & this.mask;
    return slot;
  }

  private grow(): void {
    const { keys, sums } = this;
    this.keys = new Float64Array(keys.length * 2).fill(freeKey);
    this.sums = new Float32Array(keys.length * 2);
    this.mask = this.keys.length - 1;
    for (let at = 0; at < keys.length; at++) {
      if (keys[at] === freeKey) continue;
      const slot = this.slotOf(keys[at]);
      this.keys[slot] = keys[at];
      this.sums[slot] = sums[at];
    }
  }

  /** Adds to the score of a pair of two different records, in either order. */
  add(a: number, b: number, score: number): void {
    const key = a < b ? a * this.records + b : b * this.records + a;
    const slot = this.slotOf(key);
    if (this.keys[slot] === freeKey) {
      this.keys[slot] = key;
      this.size++;
    }
    this.sums[slot] += score;
    if (this.size * 3 > this.keys.length * 2) this.grow();
  }

  /** All pairs, best score first; ties by left, then right. Scores must not be negative. */
  ranked(): RankedPairs {
    const keys = this.keys.filter((key) => key !== freeKey).sort();
    const score = Float32Array.from(keys, (key) => this.sums[this.slotOf(key)]);
    const order = descending(score);
    const left = new Int32Array(order.length);
    const right = new Int32Array(order.length);
    for (let at = 0; at < order.length; at++) {
      left[at] = Math.floor(keys[order[at]] / this.records);
      right[at] = keys[order[at]] % this.records;
    }
    return { left, right, score: Float32Array.from(order, (place) => score[place]) };
  }
}

/** Places of scores ≥ 0, largest first, equal ones in order: radix sort on their bits, which order as they do. */
export function descending(scores: Float32Array): Int32Array {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  let from = Int32Array.from(scores.keys());
  let to = new Int32Array(scores.length);
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = new Int32Array(digits + 1);
    // Turned round, so that large comes first while the sort stays stable.
    const digit = (place: number): number => digits - 1 - ((bits[place] >>> shift) & (digits - 1));
    for (let at = 0; at < from.length; at++) starts[digit(from[at]) + 1]++;
    for (let at = 0; at < digits; at++) starts[at + 1] += starts[at];
    for (let at = 0; at < from.length; at++) to[starts[digit(from[at])]++] = from[at];
    [from, to] = [to, from];
  }
  return from;
}
