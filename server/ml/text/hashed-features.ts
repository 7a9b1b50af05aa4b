/**
 * Hashed n-gram features: words, word bigrams, and character 3–5-grams inside words, as 32-bit hashes (FNV-1a with a
 * final mix). No strings are built for n-grams, and none for the words of plain ASCII text: training and serving read
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

function hashLoaded(length: number, seed: number): number {
  let hash = offsetBasis ^ seed;
  for (let at = 1; at <= length; at++) hash = Math.imul(hash ^ codes[at], prime);
  return finish(hash);
}

function addCharacterGrams(
  length: number,
  seed: number,
  sizes: readonly [number, number],
  out: number[],
): void {
  const padded = length + 2;
  for (let start = 0; start < padded; start++) {
    let hash = offsetBasis ^ seed ^ gramSeed;
    const end = Math.min(padded, start + sizes[1]);
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ codes[at], prime);
      if (at - start + 1 >= sizes[0]) out.push(finish(hash));
    }
  }
}

/** Adds the features of the word in `codes` and answers its hash. */
function addWord(length: number, before: number, seed: number, kinds: FeatureKinds, out: number[]): number {
  const hash = hashLoaded(length, seed);
  if (kinds.words) out.push(hash);
  if (kinds.bigrams && before >= 0) out.push(finish(Math.imul(before, 31) ^ hash));
  if (kinds.characters) addCharacterGrams(length, seed, kinds.characters, out);
  return hash;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** End of the run of digits from `at`, with `1,5` and `2.4` whole. */
function endOfNumber(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (isDigit(text.charCodeAt(at))) at++;
    const code = text.charCodeAt(at);
    if ((code !== 44 && code !== 46) || !isDigit(text.charCodeAt(at + 1))) return at;
    at++;
  }
}

function endOfLetters(text: string, from: number): number {
  let at = from;
  while (isLetter(text.charCodeAt(at))) at++;
  return at;
}

/** The words of `splitWords`, found without building them. */
function hashAscii(text: string, seed: number, kinds: FeatureKinds, out: number[]): void {
  let before = -1;
  let words = 0;
  for (let at = 0; at < text.length && words < wordsMax; ) {
    const code = text.charCodeAt(at);
    const end = isLetter(code) ? endOfLetters(text, at) : isDigit(code) ? endOfNumber(text, at) : at;
    if (end === at) {
      at++;
      continue;
    }
    before = addWord(loadWord(text, at, end), before, seed, kinds, out);
    words++;
    at = end;
  }
}

function hashAnyScript(text: string, seed: number, kinds: FeatureKinds, out: number[]): void {
  let before = -1;
  const words = splitWords(text);
  for (let at = 0; at < words.length && at < wordsMax; at++) {
    const word = words[at];
    const folded = foldAccents(word);
    if (kinds.words && folded !== word)
      out.push(hashLoaded(loadWord(word, 0, word.length), seed ^ accentSeed));
    before = addWord(loadWord(folded, 0, folded.length), before, seed, kinds, out);
  }
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/**
 * Feature hashes of one text, with repetition.
 * @param seed separates uses: the same word under two seeds is two features
 */
export function hashFeatures(text: string, seed: number, kinds: FeatureKinds = allKinds): number[] {
  const out: number[] = [];
  const plain = normaliseText(text);
  if (isAscii(plain)) hashAscii(plain, seed, kinds, out);
  else hashAnyScript(plain, seed, kinds, out);
  return out;
}
