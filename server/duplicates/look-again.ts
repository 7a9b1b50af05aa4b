/** The second look: p of scored pairs by what stands around them in the whole catalog. */
import { runTrees } from '#server/inference/tree-graph.ts';
import { Breather } from '#server/jobs/breather.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { catalogIndex } from './catalog-index.ts';
import type { PairMatcher } from './pair-matcher.ts';
import type { ScoredPair } from './rules-groups.ts';

/** Pairs in one go: some 30 ms, in which the worker does nothing else. */
const chunkPairs = 500;

/**
 * Scores every pair with a chance again. Pairs of products that have gone since are left out; the scores come back as they
 * are where the matcher has no second look.
 * @param scores every pair of the catalog with a chance, by its first p
 */
export async function lookAgain(
  catalogId: string,
  matcher: PairMatcher,
  scores: readonly ScoredPair[],
): Promise<readonly ScoredPair[]> {
  if (!matcher.around || scores.length === 0) return scores;
  const index = await catalogIndex(catalogId);
  const { corpus, recordOf } = index;
  const live = scores.filter(({ a, b }) => recordOf.has(a) && recordOf.has(b));
  const at = (id: string): number => recordOf.get(id) ?? -1;
  const left = Int32Array.from(live, ({ a }) => at(a));
  const right = Int32Array.from(live, ({ b }) => at(b));
  const first = Float32Array.from(live, ({ p }) => p);
  const around = new PairSurroundings({ left, right }, first, corpus.count);
  const again: ScoredPair[] = new Array(live.length);
  const { session, readsFeatures } = matcher.around;
  const take = async (rows: DenseRows, from: number): Promise<void> => {
    const p = await runTrees(session, rows);
    for (let row = 0; row < p.length; row++) again[from + row] = { ...live[from + row], p: p[row] };
  };
  if (readsFeatures) {
    await index.eachRows(left, right, (rows, from) => take(around.widen(rows, from), from));
    return again;
  }
  const breather = new Breather();
  for (let from = 0; from < live.length; from += chunkPairs) {
    await take(around.rows(from, Math.min(chunkPairs, live.length - from)), from);
    await breather.pause();
  }
  return again;
}
