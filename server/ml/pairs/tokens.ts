/**
 * Words, model numbers and numbers of a listing, as the pair features see them. Text is normalised and folded first; a
 * number and its unit become one word (`64 gb` → `64gb`), so that spelling does not hide agreement.
 */
import { foldAccents, normaliseText } from '../text/normalise.ts';
import { unitOf } from './quantities.ts';

/** Text as it is compared: normalised, accents folded, language tags of RDF literals ("…"@en) gone. */
export function comparableText(text: string): string {
  return foldAccents(normaliseText(text.replace(/"@[a-z]{2}(-[a-z]{2})?/gi, ' ')));
}

const wordPattern = /\d+(?:[.,]\d+)+|[\p{L}\p{N}]+/gu;

/** Words in order; at most `wordsMax`. */
export function comparableWords(text: string, wordsMax: number): string[] {
  const words: string[] = [];
  for (const [raw] of text.matchAll(wordPattern)) {
    const word = raw.replace(',', '.');
    const before = words[words.length - 1];
    if (before !== undefined && /^\d+(\.\d+)?$/.test(before) && unitOf(word))
      words[words.length - 1] = before + word;
    else if (words.length >= wordsMax) break;
    else words.push(word);
  }
  return words;
}

const modelPattern = /[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)*/gu;
const measuredPattern = /^\d+(\.\d+)?([a-z]+)$/;

function looksLikeModel(token: string): boolean {
  if (token.length < 4 || token.length > 24 || !/\d/.test(token)) return false;
  const measured = measuredPattern.exec(token);
  if (measured && unitOf(measured[2])) return false;
  return /\p{L}/u.test(token) || token.length >= 5;
}

/** Letters and digits only: `DSC-W120/B` → `dscw120b`. */
export function flatten(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Model numbers: tokens that mix letters and digits, or long numbers, without punctuation, each once. */
export function modelNumbers(text: string): string[] {
  const found = new Set<string>();
  for (const [raw] of text.matchAll(modelPattern)) {
    const whole = flatten(raw);
    if (looksLikeModel(whole)) found.add(whole);
    if (!raw.includes('/')) continue;
    for (const part of raw.split('/')) if (looksLikeModel(flatten(part))) found.add(flatten(part));
  }
  return [...found];
}

/** Numbers as written, leading zeros and trailing decimals dropped, each once. */
export function plainNumbers(text: string): string[] {
  return [...new Set((text.match(/\d+(?:\.\d+)?/g) ?? []).map((digits) => String(Number(digits))))];
}

/** The amount of a price text: `$1,299.00`, `1.299,00 €`, `24,00`; NaN where there is none. */
export function parseAmount(text: string | null | undefined): number {
  const digits = /\d[\d.,\s']*/.exec(text ?? '')?.[0].replace(/[\s']/g, '');
  if (!digits) return Number.NaN;
  const decimal = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  const isDecimal = decimal >= 0 && digits.length - decimal - 1 !== 3;
  const whole = (isDecimal ? digits.slice(0, decimal) : digits).replace(/[.,]/g, '');
  const amount = Number(isDecimal ? `${whole}.${digits.slice(decimal + 1)}` : whole);
  return amount > 0 ? amount : Number.NaN;
}

const gramBits = 20;
/** Number of hash buckets of character 3-grams. */
export const gramBuckets = 1 << gramBits;

/** Character 3-grams of text, hashed to buckets (three code units folded by multiplication), with repetition. */
export function hashedGrams(text: string): Int32Array {
  const padded = ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
  const count = Math.max(0, padded.length - 2);
  const grams = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = Math.imul(padded.charCodeAt(at), 0x9e3779b1);
    hash = Math.imul(hash ^ padded.charCodeAt(at + 1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ padded.charCodeAt(at + 2), 0xc2b2ae35);
    grams[at] = (hash ^ (hash >>> 13)) & (gramBuckets - 1);
  }
  return grams;
}

const nameBits = 24;
/** Number of values that words and phrases are hashed to; an index of few records takes fewer of the bits. */
export const nameBuckets = 1 << nameBits;

function nameBucket(first: number, second: number, third: number): number {
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) & (nameBuckets - 1);
}

/** Adds the buckets of single words, by the words' hashes. */
export function addWordBuckets(hashes: readonly number[], buckets: number[]): void {
  for (const hash of hashes) buckets.push(nameBucket(hash, 0, 0));
}

/** Adds the buckets of two words in a row. */
export function addPhraseBuckets(hashes: readonly number[], buckets: number[]): void {
  for (let at = 1; at < hashes.length; at++) buckets.push(nameBucket(hashes[at - 1], hashes[at], 0));
}

/** Adds buckets of three words in a row of which one has a digit: brand, series and number name a model wherever it is sold. */
export function addTripleBuckets(
  hashes: readonly number[],
  hasDigit: (hash: number) => boolean,
  buckets: number[],
): void {
  for (let at = 2; at < hashes.length; at++) {
    const [first, second, third] = [hashes[at - 2], hashes[at - 1], hashes[at]];
    if (hasDigit(first) || hasDigit(second) || hasDigit(third))
      buckets.push(nameBucket(first, second, third));
  }
}
