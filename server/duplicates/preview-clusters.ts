/** What promoting a matcher would change: every candidate scored and clustered in memory, compared with what is proposed. */
import { Breather } from '#server/jobs/breather.ts';
import { catalogIndex } from './catalog-index.ts';
import { lookAgain } from './look-again.ts';
import { type PairMatcher, scorePairs } from './pair-matcher.ts';
import { compareClusters } from './rules-compare-clusters.ts';
import { groupsOf, linkMin, type ScoredPair } from './rules-groups.ts';
import type { ClusterChanges } from './schema-evaluation.ts';
import { readCandidates } from './store-pairs.ts';
import { readProposed, readSurvivorFacts } from './store-proposals.ts';

const pageProducts = 500;
/** Half a minute of scoring; of larger catalogs the clusters after promotion tell. */
const productsMax = 100_000;

/** Null where the catalog is too large for it. Nothing is written. */
export async function previewClusters(
  catalogId: string,
  matcher: PairMatcher,
): Promise<ClusterChanges | null> {
  const { corpus, recordOf } = await catalogIndex(catalogId);
  if (recordOf.size > productsMax) return null;
  const ids = [...recordOf.keys()];
  const at = (id: string): number => recordOf.get(id) ?? -1;
  const breather = new Breather();
  const scores: ScoredPair[] = [];
  for (let from = 0; from < ids.length; from += pageProducts) {
    const page = await readCandidates(ids.slice(from, from + pageProducts));
    const pairs = page.filter(({ b }) => recordOf.has(b));
    const [left, right] = [
      Int32Array.from(pairs, ({ a }) => at(a)),
      Int32Array.from(pairs, ({ b }) => at(b)),
    ];
    const p = await scorePairs(matcher, corpus, left, right);
    pairs.forEach((pair, place) => {
      if (p[place] >= linkMin) scores.push({ ...pair, p: p[place] });
    });
    await breather.pause();
  }
  scores.sort((x, y) => (x.a < y.a || (x.a === y.a && x.b < y.b) ? -1 : 1));
  const before = (await readProposed(catalogId)).map(({ memberIds }) => memberIds);
  const again = await lookAgain(catalogId, matcher, scores);
  return compareClusters(before, groupsOf(again, await readSurvivorFacts(catalogId), recordOf.size));
}
