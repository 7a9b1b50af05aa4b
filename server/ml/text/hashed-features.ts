/**
 * Hashed n-gram features: words, word bigrams, and character 3–5-grams inside words, as 32-bit hashes (FNV-1a with a
 * final mix). No strings are built for n-grams: a long description costs a few microseconds a word.
 */
import { foldAccents, normaliseText, splitWords } from './normalise.ts';

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** MurmurHash3's finaliser: FNV alone leaves the low bits of short words poorly mixed. */
function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hashWord(word: string, seed: number): number {
  let hash = offsetBasis ^ seed;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), prime);
  return finish(hash);
}

export interface FeatureKinds {
  words: boolean;
  bigrams: boolean;
  /** Smallest and largest character n-gram; null for none. */
  characters: readonly [number, number] | null;
}

/** Every kind of feature. */
export const allKinds: FeatureKinds = { words: true, bigrams: true, characters: [3, 5] };

/** Longest text read, in words: beyond it a description repeats itself, and hostile rows would cost seconds. */
export const wordsMax = 600;

function addCharacterGrams(
  word: string,
  seed: number,
  sizes: readonly [number, number],
  out: number[],
): void {
  const padded = `<${word}>`;
  for (let start = 0; start < padded.length; start++) {
    let hash = offsetBasis ^ seed ^ 0x5bd1e995;
    const end = Math.min(padded.length, start + sizes[1]);
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ padded.charCodeAt(at), prime);
      if (at - start + 1 >= sizes[0]) out.push(finish(hash));
    }
  }
}

/**
 * Feature hashes of one text, with repetition.
 * @param seed separates fields: the same word in a title and in a category text are two features
 */
export function hashFeatures(text: string, seed: number, kinds: FeatureKinds = allKinds): number[] {
  const out: number[] = [];
  const words = splitWords(normaliseText(text));
  let before = -1;
  for (let at = 0; at < words.length && at < wordsMax; at++) {
    const word = words[at];
    const folded = foldAccents(word);
    const hash = hashWord(folded, seed);
    if (kinds.words) {
      out.push(hash);
      if (folded !== word) out.push(hashWord(word, seed ^ 0x27d4eb2f));
    }
    if (kinds.bigrams && before >= 0) out.push(finish(Math.imul(before, 31) ^ hash));
    if (kinds.characters) addCharacterGrams(folded, seed, kinds.characters, out);
    before = hash;
  }
  return out;
}
