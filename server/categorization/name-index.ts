import { addToGroup } from '#server/ml/groups.ts';
import { foldText } from './fold-text.ts';
import type { FoundCategory } from './schema-card.ts';

/**
 * The picker's index over all names of one taxonomy version, in memory: a version never changes, and 53,000 names answer
 * in milliseconds where the database's trigrams took 180 to 600 (PGlite). Words are matched exactly, by
 * prefix, or by trigrams (typos); a word may lie in the name or, for less, in the path above it.
 */
export interface NamedCategory {
  categoryId: string;
  name: string;
  pathName: string;
  isLeaf: boolean;
  depth: number;
  /** The name and path in one locale; a category has an entry for each. */
  localName: string;
  localPath: string;
}

export interface NameIndex {
  entries: readonly NamedCategory[];
  /** Folded name of each entry. */
  names: readonly string[];
  words: readonly string[];
  /** Word id → entries that have it in their name; and in the path above it. */
  inName: readonly (readonly number[])[];
  inPath: readonly (readonly number[])[];
  trigrams: ReadonlyMap<string, readonly number[]>;
}

const pathWeight = 0.5;
/** Dice likeness of trigrams from which a word counts as a typo of another: "ketle"–"kettles" .57, "lamp"–"camp" .40. */
const typoFrom = 0.5;

/** Below this part of the best match a name is noise. */
const partFrom = 0.4;

/** Distinct words of folded text, one letter left out. */
export const wordsOf = (folded: string): string[] => [
  ...new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1)),
];

/** Trigrams of a word with its borders marked; order does not matter. */
function trigramsOf(word: string): string[] {
  const marked = `  ${word} `;
  return Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3));
}

/** Builds the index: linear in the number of words. */
export function buildNameIndex(entries: readonly NamedCategory[]): NameIndex {
  const ids = new Map<string, number>();
  const inName: number[][] = [];
  const inPath: number[][] = [];
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    inName.push([]);
    inPath.push([]);
    return ids.size - 1;
  };
  const names = entries.map((entry) => foldText(entry.localName));
  entries.forEach((entry, at) => {
    for (const word of wordsOf(names[at])) inName[idOf(word)].push(at);
    const above = entry.localPath.slice(0, Math.max(0, entry.localPath.lastIndexOf(' > ')));
    for (const word of wordsOf(foldText(above))) inPath[idOf(word)].push(at);
  });
  const trigrams = new Map<string, number[]>();
  for (const [word, id] of ids)
    for (const trigram of new Set(trigramsOf(word))) addToGroup(trigrams, trigram, id);
  return { entries, names, words: [...ids.keys()], inName, inPath, trigrams };
}

/** Words of the index that a typed word may mean, each with its likeness 0..1. */
export function searchMeanings(index: NameIndex, typed: string): Map<number, number> {
  const grams = [...new Set(trigramsOf(typed))];
  const shared = new Map<number, number>();
  for (const gram of grams)
    for (const id of index.trigrams.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
  const found = new Map<number, number>();
  for (const [id, count] of shared) {
    const word = index.words[id];
    const likeness = (2 * count) / (grams.length + word.length + 1);
    if (word === typed) found.set(id, 1);
    else if (word.startsWith(typed)) found.set(id, Math.max(0.75, likeness));
    else if (likeness >= typoFrom) found.set(id, 0.8 * likeness);
  }
  return found;
}

/** Adds to every entry what one typed word is worth there: its best meaning, in the name or for less in the path. */
function addWord(index: NameIndex, typed: string, scores: Map<number, number>): void {
  const best = new Map<number, number>();
  const offer = (entry: number, worth: number) => {
    if (worth > (best.get(entry) ?? 0)) best.set(entry, worth);
  };
  for (const [id, likeness] of searchMeanings(index, typed)) {
    for (const entry of index.inName[id]) offer(entry, likeness);
    for (const entry of index.inPath[id]) offer(entry, likeness * pathWeight);
  }
  for (const [entry, worth] of best) scores.set(entry, (scores.get(entry) ?? 0) + worth);
}

function rankOf(index: NameIndex, at: number, score: number, folded: string): number {
  const name = index.names[at];
  const whole = name === folded ? 1 : 0;
  const start = name.startsWith(folded) ? 0.4 : 0;
  return score + whole + start + (index.entries[at].isLeaf ? 0.05 : 0) - Math.min(0.3, name.length / 200);
}

/** Categories for a query, best first, each once under its best name; ties by path, so the order never flickers. */
export function searchNames(index: NameIndex, query: string, limit: number): FoundCategory[] {
  const folded = foldText(query);
  const scores = new Map<number, number>();
  for (const word of wordsOf(folded).slice(0, 8)) addWord(index, word, scores);
  const best = new Map<string, { at: number; rank: number }>();
  for (const [at, score] of scores) {
    const rank = rankOf(index, at, score, folded);
    const { categoryId } = index.entries[at];
    if (rank > (best.get(categoryId)?.rank ?? Number.NEGATIVE_INFINITY)) best.set(categoryId, { at, rank });
  }
  const top = [...scores.values()].reduce((most, score) => Math.max(most, score), 0);
  return [...best.values()]
    .filter(({ at }) => (scores.get(at) ?? 0) >= top * partFrom)
    .sort((x, y) => y.rank - x.rank || (index.entries[x.at].pathName < index.entries[y.at].pathName ? -1 : 1))
    .slice(0, limit)
    .map(({ at }) => {
      const { categoryId, name, pathName, isLeaf, depth, localName } = index.entries[at];
      return {
        categoryId,
        name,
        pathName,
        isLeaf,
        depth,
        matched: foldText(name) === index.names[at] ? null : localName,
      };
    });
}
