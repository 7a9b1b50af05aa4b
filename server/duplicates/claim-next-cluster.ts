import type { Actor } from '#server/auth/actor.ts';
import { claimCards } from '#server/review/claim-cards.ts';
import type { Claim, ClaimedCards } from '#server/review/schema.ts';
import { loadClusterCards } from './load-cluster-card.ts';
import type { ClusterCard } from './schema-card.ts';

/** Leases the next clusters that a person should look at. */
export function claimNextCluster(actor: Actor, claim: Claim): Promise<ClaimedCards<ClusterCard>> {
  return claimCards(actor, claim, {
    queue: 'duplicates',
    load: loadClusterCards,
    revisionOf: (card) => card.revision,
  });
}
