/** Whether words that were typed name a category. Pure. */
import { foldAccents } from '#server/ml/text/normalise.ts';

/**
 * A word without what its plural and gender add in the five languages: "Kettles" and "kettle", "bolsos" and "bolsa" are one, as are
 * "Lampe" and "Lampen". Coarse on purpose: both sides are cut alike, and whole names are compared.
 */
export function wordStem(word: string): string {
  const singular = word.length > 3 ? word.replace(/(?<!s)[sn]$/, '') : word;
  return singular.length > 3 ? singular.replace(/[aeio]$/, '') : singular;
}

const wordsOf = (text: string): string[] =>
  foldAccents(text.normalize('NFKC').toLowerCase())
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .map(wordStem);

/** "Kettles & Teapots", "Thés, cafés", "Taschen und Koffer": each part is a name. */
const between = /\s*[&,/+]\s*|\s+(?:and|und|et|y|e|o|ou|oder|or)\s+/iu;

/** Where the noun of a name stands first: "Bouilloires électriques". Elsewhere it stands last: "Electric Kettles". */
const nounFirst = /^(fr|es|it)/;

const startsWith = (name: readonly string[], words: readonly string[]): boolean =>
  words.every((word, at) => name[at] === word);

/** The words that may be looked for to find names worth comparing: the beginning of the longest, without accents. */
export function seekOf(typed: string): string | null {
  const [longest] = wordsOf(typed).sort((x, y) => y.length - x.length);
  return longest && longest.length > 2 ? longest : null;
}

/**
 * Whether `name` is what was typed, or a kind of it: a part of the name is the typed words, or ends (in French, Spanish and Italian
 * begins) with them. "kettle" names "Electric Kettles", not "Kettle Accessories".
 */
export function isNamedBy(typed: string, name: string, locale: string): boolean {
  const words = wordsOf(typed);
  if (words.length === 0) return false;
  return name.split(between).some((part) => {
    const own = wordsOf(part);
    if (own.length < words.length) return false;
    return startsWith(nounFirst.test(locale) ? own : own.slice(own.length - words.length), words);
  });
}
