/**
 * Hashed n-gram features: words, word bigrams, and character 3–5-grams inside words, as 32-bit hashes (FNV-1a with a
 * final mix). No strings are built for n-grams, and none for the words of Latin text: training and serving read
 * millions of listings, and this is the part of both that no vector instruction can help.
 */
import { foldAccents, normaliseText, splitWords } from './normalise.ts';

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;
const accentSeed = 0x27d4eb2f;
const gramSeed = 0x5bd1e995;

/** MurmurHash3's finaliser: FNV alone leaves the low bits of short words poorly mixed. */
function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

export interface FeatureKinds {
  words: boolean;
  bigrams: boolean;
  /** Smallest and largest character n-gram; null for none. */
  characters: readonly [number, number] | null;
}

/** Every kind of feature. */
export const allKinds: FeatureKinds = { words: true, bigrams: true, characters: [3, 5] };
/** Without character n-grams: enough for running text, where they are nine in ten features and say little. */
export const wordKinds: FeatureKinds = { words: true, bigrams: true, characters: null };

/** Longest text read, in words: beyond it a description repeats itself, and hostile rows would cost seconds. */
export const wordsMax = 600;
/** Longest word read, in characters: what is longer is an address or damage. */
export const wordCharactersMax = 64;

const less = 60;
const greater = 62;

/** One word at a time: its characters between `<` and `>`. */
const codes = new Uint16Array(wordCharactersMax + 2);
codes[0] = less;

/** Puts characters of `text` into `codes`; answers how many. */
function loadWord(text: string, from: number, to: number): number {
  const length = Math.min(to - from, wordCharactersMax);
  for (let at = 0; at < length; at++) codes[at + 1] = text.charCodeAt(from + at);
  codes[length + 1] = greater;
  return length;
}

/** Puts the folded form of characters below `latinEnd` into `codes`; answers how many there are then. */
function loadFolded(text: string, from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to && length < wordCharactersMax; at++) {
    const code = text.charCodeAt(at);
    codes[++length] = foldFirst[code];
    if (foldSecond[code] !== 0 && length < wordCharactersMax) codes[++length] = foldSecond[code];
  }
  codes[length + 1] = greater;
  return length;
}

/** Hashes of a text, in memory that is kept from text to text. */
export class FeatureHashes {
  hashes = new Uint32Array(1024);
  count = 0;

  add(hash: number): void {
    if (this.count === this.hashes.length) {
      const grown = new Uint32Array(2 * this.count);
      grown.set(this.hashes);
      this.hashes = grown;
    }
    this.hashes[this.count++] = hash;
  }
}

function hashLoaded(length: number, seed: number): number {
  let hash = offsetBasis ^ seed;
  for (let at = 1; at <= length; at++) hash = Math.imul(hash ^ codes[at], prime);
  return finish(hash);
}

function addCharacterGrams(
  length: number,
  seed: number,
  sizes: readonly [number, number],
  out: FeatureHashes,
): void {
  const padded = length + 2;
  for (let start = 0; start < padded; start++) {
    let hash = offsetBasis ^ seed ^ gramSeed;
    const end = Math.min(padded, start + sizes[1]);
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ codes[at], prime);
      if (at - start + 1 >= sizes[0]) out.add(finish(hash));
    }
  }
}

/** Adds the features of the word in `codes` and answers its hash. */
function addWord(
  length: number,
  before: number,
  seed: number,
  kinds: FeatureKinds,
  out: FeatureHashes,
): number {
  const hash = hashLoaded(length, seed);
  if (kinds.words) out.add(hash);
  if (kinds.bigrams && before >= 0) out.add(finish(Math.imul(before, 31) ^ hash));
  if (kinds.characters) addCharacterGrams(length, seed, kinds.characters, out);
  return hash;
}

/** Characters below this (Latin with its accents) are read by tables; a text with others is read by expressions. */
const latinEnd = 0x250;
const [other, digit, letter] = [0, 1, 2];

/** What each character is, and what its folded form begins and goes on with: as `splitWords` and `foldAccents` have it. */
const kindOf = new Uint8Array(latinEnd);
const foldFirst = new Uint16Array(latinEnd);
const foldSecond = new Uint16Array(latinEnd);
for (let code = 0; code < latinEnd; code++) {
  const text = String.fromCharCode(code);
  const folded = foldAccents(text);
  kindOf[code] = /\p{N}/u.test(text) ? digit : /[\p{L}\p{M}]/u.test(text) ? letter : other;
  foldFirst[code] = folded.charCodeAt(0);
  foldSecond[code] = folded.length > 1 ? folded.charCodeAt(1) : 0;
}

/** End of the number from `at`, with `1,5` and `2.4` whole. */
function endOfNumber(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && kindOf[text.charCodeAt(at)] === digit) at++;
    const code = text.charCodeAt(at);
    const goesOn = (code === 44 || code === 46) && kindOf[text.charCodeAt(at + 1)] === digit;
    if (!goesOn) return at;
    at++;
  }
}

function endOfLetters(text: string, from: number): number {
  let at = from;
  while (at < text.length && kindOf[text.charCodeAt(at)] === letter) at++;
  return at;
}

function startOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && kindOf[text.charCodeAt(at)] === other) at++;
  return at;
}

/** Is a word its own folded form? */
function isFolded(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (foldFirst[text.charCodeAt(at)] !== text.charCodeAt(at)) return false;
  return true;
}

/** The words of `splitWords`, found without building them. */
function hashLatin(text: string, seed: number, kinds: FeatureKinds, out: FeatureHashes): void {
  let before = -1;
  let at = startOfWord(text, 0);
  for (let words = 0; at < text.length && words < wordsMax; words++) {
    const isNumber = kindOf[text.charCodeAt(at)] === digit;
    const end = isNumber ? endOfNumber(text, at) : endOfLetters(text, at);
    const isPlain = isFolded(text, at, end);
    if (kinds.words && !isPlain) out.add(hashLoaded(loadWord(text, at, end), seed ^ accentSeed));
    const length = isPlain ? loadWord(text, at, end) : loadFolded(text, at, end);
    before = addWord(length, before, seed, kinds, out);
    at = startOfWord(text, end);
  }
}

function hashAnyScript(text: string, seed: number, kinds: FeatureKinds, out: FeatureHashes): void {
  let before = -1;
  const words = splitWords(text);
  for (let at = 0; at < words.length && at < wordsMax; at++) {
    const word = words[at];
    const folded = foldAccents(word);
    if (kinds.words && folded !== word)
      out.add(hashLoaded(loadWord(word, 0, word.length), seed ^ accentSeed));
    before = addWord(loadWord(folded, 0, folded.length), before, seed, kinds, out);
  }
}

function isLatin(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= latinEnd) return false;
  return true;
}

/** Adds the feature hashes of one text, as `hashFeatures` answers them. */
export function addFeatures(text: string, seed: number, kinds: FeatureKinds, out: FeatureHashes): void {
  const plain = normaliseText(text);
  if (isLatin(plain)) hashLatin(plain, seed, kinds, out);
  else hashAnyScript(plain, seed, kinds, out);
}

/**
 * Feature hashes of one text, with repetition.
 * @param seed separates uses: the same word under two seeds is two features
 */
export function hashFeatures(text: string, seed: number, kinds: FeatureKinds = allKinds): number[] {
  const out = new FeatureHashes();
  addFeatures(text, seed, kinds, out);
  return Array.from(out.hashes.subarray(0, out.count));
}
