/**
 * Jaro–Winkler likeness of two interned words, remembered: the same few thousand pairs of words come again and again, and
 * looking one up costs a tenth of comparing it. A table with one place a hash, the newest pair stays: no growth, no order.
 */
import { jaroWinkler } from './strings.ts';

const slotBits = 16;
const slots = 1 << slotBits;
/** Numbers a slot: low word, high word, likeness, one unused; one line of memory. */
const stride = 4;

export class WordLikeness {
  private readonly wordAt: (id: number) => string;
  private readonly ids = new Int32Array(slots * stride).fill(-1);
  private readonly values = new Float32Array(this.ids.buffer);

  /** @param wordAt the word of an id, which never changes */
  constructor(wordAt: (id: number) => string) {
    this.wordAt = wordAt;
  }

  /** Likeness in 0…1 of two words by their ids; the same in either order. */
  of(a: number, b: number): number {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const hash = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
    const slot = ((hash ^ (hash >>> 15)) & (slots - 1)) * stride;
    if (this.ids[slot] === low && this.ids[slot + 1] === high) return this.values[slot + 2];
    const likeness = jaroWinkler(this.wordAt(low), this.wordAt(high));
    this.ids[slot] = low;
    this.ids[slot + 1] = high;
    this.values[slot + 2] = likeness;
    // As it will be remembered: what a pair has for features must not depend on which pairs came before.
    return this.values[slot + 2];
  }
}
