import { readCardProducts } from '#server/review/store-products.ts';
import { buildCard, type CardItem } from './load-cluster-card.ts';
import type { ClusterCard } from './schema-card.ts';
import { readAskedPairs } from './store-asked-pairs.ts';
import { readFiled } from './store-cluster.ts';

/**
 * Cards of questions about one pair, by the question's id: two listings as their sellers gave them, and nothing that the
 * machine or people hold of them. Listings that were merged since are shown too: the question is still a measure.
 */
export async function loadPairCards(items: readonly CardItem[]): Promise<Map<string, ClusterCard>> {
  if (items.length === 0) return new Map();
  const pairs = await readAskedPairs(items.map((item) => item.subjectId));
  const ids = pairs.flatMap(({ a, b }) => [a, b]);
  const [products, filed] = await Promise.all([readCardProducts(ids, undefined, true), readFiled(ids)]);
  return new Map(
    items.flatMap((item): [string, ClusterCard][] => {
      const pair = pairs.find(({ id }) => id === item.subjectId);
      if (!pair) return [];
      const { id, a, b, revision } = pair;
      const asCluster = { clusterId: id, revision, memberIds: [a, b], weakestPair: null };
      const blind = { ...item, blind: true };
      const card = buildCard(asCluster, blind, { products, links: [], facts: [], filed });
      return card ? [[item.subjectId, card]] : [];
    }),
  );
}
