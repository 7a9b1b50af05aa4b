import type { Actor } from '#server/auth/actor.ts';
import { type CardSource, claimCards } from '#server/review/claim-cards.ts';
import type { Claim, ClaimedCards } from '#server/review/schema.ts';
import { seekMeaning } from '#server/review/seek-meaning.ts';
import { loadClusterCards } from './load-cluster-card.ts';
import { loadPairCards } from './load-pair-cards.ts';
import type { ClusterCard } from './schema-card.ts';
import { pairReason } from './store-asked-pairs.ts';

const load: CardSource<ClusterCard>['load'] = async (items) => {
  const isPair = (item: (typeof items)[number]): boolean => item.reason === pairReason;
  const [clusters, pairs] = await Promise.all([
    loadClusterCards(items.filter((item) => !isPair(item))),
    loadPairCards(items.filter(isPair)),
  ]);
  return new Map([...clusters, ...pairs]);
};

/** Leases the next clusters, and questions about one pair, that a person should look at. */
export async function claimNextCluster(actor: Actor, claim: Claim): Promise<ClaimedCards<ClusterCard>> {
  const { filter } = await seekMeaning(claim.catalogId, claim.filter ?? {});
  return claimCards(
    actor,
    { ...claim, filter },
    { queue: 'duplicates', load, revisionOf: (card) => card.revision },
  );
}
