/**
 * Jaro–Winkler likeness of interned words. Most words of two titles have few letters in common, and what their letters allow
 * at most is told by two numbers a word: what cannot be liker than a word found before is not compared. (Remembering the
 * likeness of pairs of words was dearer: on a catalog of 30,000 listings every second pair is new.)
 */
import { bitCount } from '../bit-count.ts';
import { jaroWinkler } from './strings.ts';

/** Units that are compared. */
const unitsMax = 64;
/** Numbers a word: bits of its units, by their last five bits; length and first unit. 0 and 0 where not looked at yet. */
const stride = 2;
const lengthMask = 0x7f;
const firstShift = 8;
/** The bound is computed in another order than what it bounds. */
const slack = 1e-9;

export class WordLikeness {
  private readonly wordAt: (id: number) => string;
  private marks = new Int32Array(0);

  /** @param wordAt the word of an id, which never changes */
  constructor(wordAt: (id: number) => string) {
    this.wordAt = wordAt;
  }

  /** Likeness in 0…1 of two words by their ids, in single precision; the same in either order. */
  of(a: number, b: number): number {
    return Math.fround(jaroWinkler(this.wordAt(Math.min(a, b)), this.wordAt(Math.max(a, b))));
  }

  /** The same where it is above a floor; where it is not, it or any smaller number. */
  above(floor: number, a: number, b: number): number {
    return this.atMost(a, b) <= floor ? 0 : this.of(a, b);
  }

  /** What two words are like at most: every unit that may have an equal one has it, in order. */
  private atMost(a: number, b: number): number {
    const [markA, markB] = [this.look(a), this.look(b)];
    const { marks } = this;
    const [bitsA, bitsB] = [marks[markA], marks[markB]];
    const [toldA, toldB] = [marks[markA + 1], marks[markB + 1]];
    const [lengthA, lengthB] = [toldA & lengthMask, toldB & lengthMask];
    const matches = Math.min(lengthA - bitCount(bitsA & ~bitsB), lengthB - bitCount(bitsB & ~bitsA));
    if (matches <= 0) return 0;
    const jaro = (matches / lengthA + matches / lengthB + 1) / 3;
    const isSameStart = toldA >>> firstShift === toldB >>> firstShift;
    return slack + (isSameStart ? jaro + 0.4 * (1 - jaro) : jaro);
  }

  /** Place of a word's marks. */
  private look(id: number): number {
    const place = id * stride;
    if (place >= this.marks.length) {
      const grown = new Int32Array(Math.max(1024, 2 * place + stride));
      grown.set(this.marks);
      this.marks = grown;
    }
    if (this.marks[place + 1] === 0) this.mark(place, this.wordAt(id));
    return place;
  }

  private mark(place: number, word: string): void {
    const length = Math.min(word.length, unitsMax);
    let bits = 0;
    for (let at = 0; at < length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
    this.marks[place] = bits;
    this.marks[place + 1] = length | (word.charCodeAt(0) << firstShift);
  }
}
