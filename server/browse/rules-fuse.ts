/**
 * One order out of several: reciprocal rank fusion (Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and
 * individual rank learning methods, SIGIR 2009): score = Σ 1 / (60 + rank). Scores of words and of vectors do not compare, ranks
 * do. Ties go to the list that is named first. Pure.
 */
const rankOffset = 60;

export function fuseRanks(lists: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [at, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (rankOffset + at + 1));
  }
  // Sorting is stable, and a Map keeps the order of insertion: the first list's.
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
