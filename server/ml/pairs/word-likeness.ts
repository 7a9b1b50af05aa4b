/**
 * Jaro–Winkler likeness of two interned words, remembered: the same few thousand pairs of words come again and again, and
 * looking one up costs a tenth of comparing it. A table with one place a hash, the newest pair stays: no growth, no order.
 */
import { jaroWinkler } from './strings.ts';

const slotBits = 16;
const slots = 1 << slotBits;

export class WordLikeness {
  private readonly words: readonly string[];
  /** Low and high word of the pair that a slot holds; −1 none. */
  private readonly low = new Int32Array(slots).fill(-1);
  private readonly high = new Int32Array(slots);
  private readonly value = new Float64Array(slots);

  /** @param words by id; may grow, a word never changes */
  constructor(words: readonly string[]) {
    this.words = words;
  }

  /** Likeness in 0…1 of two words by their ids; the same in either order. */
  of(a: number, b: number): number {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const hash = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    if (this.low[slot] === low && this.high[slot] === high) return this.value[slot];
    const likeness = jaroWinkler(this.words[low], this.words[high]);
    this.low[slot] = low;
    this.high[slot] = high;
    this.value[slot] = likeness;
    return likeness;
  }
}
