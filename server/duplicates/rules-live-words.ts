/** Which words of a title are looked up to find its likes: pairs of the rarest, so that an index reads few rows. Pure. */

/** How many of a title's words are paired: with 5, 10 pairs; 6 found no more on a generated catalog of 240,000. */
const pairedMax = 5;
/** Part of a catalog that may be expected to hold both words of a pair. */
const togetherMax = 0.0004;

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/**
 * A full text question (PostgreSQL's tsquery) for listings that share two telling words with a title.
 * @param words the title's, as the index holds them
 * @param shareOf part of the catalog's listings that hold a word, 0 … 1; 0 for one that a sample did not show
 * @returns null where no pair is telling, as in a title of one word
 */
export function pairsQuery(words: readonly string[], shareOf: (word: string) => number): string | null {
  const rare = [...new Set(words)]
    .map((word) => ({ word, share: shareOf(word) }))
    .sort((a, b) => a.share - b.share || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, pairedMax);
  const pairs = rare.flatMap((one, at) =>
    rare
      .slice(at + 1)
      .filter((other) => one.share * other.share <= togetherMax)
      .map((other) => `(${quoted(one.word)} & ${quoted(other.word)})`),
  );
  return pairs.length > 0 ? pairs.join(' | ') : null;
}
