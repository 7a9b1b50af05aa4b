/** The second look: p of scored pairs by what stands around them in the whole catalog. */
import { runTrees } from '#server/inference/tree-graph.ts';
import { Breather } from '#server/jobs/breather.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
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
  const { corpus, recordOf } = await catalogIndex(catalogId);
  const live = scores.filter(({ a, b }) => recordOf.has(a) && recordOf.has(b));
  const at = (id: string): number => recordOf.get(id) ?? -1;
  const left = Int32Array.from(live, ({ a }) => at(a));
  const right = Int32Array.from(live, ({ b }) => at(b));
  const first = Float32Array.from(live, ({ p }) => p);
  const around = new PairSurroundings({ left, right }, first, corpus.count);
  const breather = new Breather();
  const again: ScoredPair[] = [];
  for (let from = 0; from < live.length; from += chunkPairs) {
    const [lefts, rights] = [left, right].map((side) => side.subarray(from, from + chunkPairs));
    const rows = matcher.around.readsFeatures
      ? around.widen(catalogFeatures(corpus).rows(corpus.text, lefts, rights), from)
      : around.rows(from, lefts.length);
    const p = await runTrees(matcher.around.session, rows);
    for (let row = 0; row < p.length; row++) again.push({ ...live[from + row], p: p[row] });
    await breather.pause();
  }
  return again;
}
