import type { Actor } from '#server/auth/actor.ts';
import type { Claim, ClaimedCards } from '#server/review/schema.ts';
import { claimItems } from '#server/review/store.ts';
import { withdrawItems } from '#server/review/store-products.ts';
import { loadClusterCards } from './load-cluster-card.ts';
import type { ClusterCard } from './schema-card.ts';

/** Leases the next clusters that a person should look at. Fewer than asked for: no more are free now. */
export async function claimNextCluster(actor: Actor, claim: Claim): Promise<ClaimedCards<ClusterCard>> {
  const items = await claimItems(actor, { ...claim, queue: 'duplicates' });
  const cards = await loadClusterCards(items);
  const gone = items.filter((item) => !cards.has(item.subjectId));
  if (gone.length > 0) await withdrawItems(gone.map((item) => item.id));
  return {
    cards: items.flatMap((item) => {
      const card = cards.get(item.subjectId);
      if (!card) return [];
      return [
        {
          itemId: item.id,
          leaseNumber: Number(item.leaseNumber),
          leaseMs: item.leaseMs,
          subjectRevision: card.revision,
          card,
        },
      ];
    }),
  };
}
