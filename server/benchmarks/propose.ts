/** From the listings of a catalog to what the shipped matcher proposes, as the stages take them, without a database. */
import { clusterPriority, joinMinOf } from '#server/duplicates/rules-groups.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup, pairsAmong } from '#server/ml/groups.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { CatalogCorpus, type CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import { lookAgain, scoreAll } from './cascade.ts';

export function corpusOf(listings: readonly CatalogListing[]): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const listing of listings) corpus.add(listing);
  return corpus.finish();
}

interface Proposals {
  clusterOf: Int32Array;
  /** Of two and more, the surest first, as the queue orders them. */
  groups: { members: number[]; p: number }[];
}

/** Candidates, both looks and clusters, as the stages take them. */
export async function propose(corpus: CatalogCorpus): Promise<Proposals> {
  const found = catalogCandidates(
    corpus,
    Int32Array.from({ length: corpus.count }, (_, at) => at),
  );
  const first = await scoreAll(corpus, found, 1);
  const again = await lookAgain(corpus, found, first, 1);
  const clusterOf = Int32Array.from(averageLink(corpus.count, again, joinMinOf(corpus.count)));
  const members = new Map<number, number[]>();
  clusterOf.forEach((cluster, record) => {
    addToGroup(members, cluster, record);
  });
  const sums = new Map<number, number>();
  again.p.forEach((p, at) => {
    const cluster = clusterOf[again.left[at]];
    if (cluster === clusterOf[again.right[at]]) sums.set(cluster, (sums.get(cluster) ?? 0) + p);
  });
  const groups = [...members]
    .filter(([, own]) => own.length > 1)
    .map(([cluster, own]) => ({
      members: own,
      p: (sums.get(cluster) ?? 0) / pairsAmong(own.length),
    }))
    .sort((x, y) => clusterPriority(y.p, y.members.length) - clusterPriority(x.p, x.members.length));
  return { clusterOf, groups };
}
