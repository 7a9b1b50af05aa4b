/** Words that nobody has seen: brands, designs, lines, authors. Long-tailed choices, as catalogs have them. */
import type { Rng } from '#server/ml/rng.ts';

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'f',
  'g',
  'gr',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'v',
  'z',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'io', 'ou'];
const ends = ['', '', 'l', 'n', 'r', 's', 't', 'ck', 'nd'];

const of = (rng: Rng, list: readonly string[]): string => list[rng.below(list.length)];

export function inventWord(rng: Rng): string {
  const syllables = 1 + rng.below(3);
  let word = '';
  for (let at = 0; at < syllables; at++) word += of(rng, onsets) + of(rng, vowels);
  return word + of(rng, onsets) + of(rng, vowels) + of(rng, ends);
}

export function inventWords(rng: Rng, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) words.add(inventWord(rng));
  return [...words];
}

/** One of a list in which the first are the most common. */
export function pickCommon<T>(rng: Rng, list: readonly T[]): T {
  return list[Math.floor(list.length * rng.next() ** 2.5)];
}
