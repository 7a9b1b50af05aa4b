import type { Actor } from '#server/auth/actor.ts';
import type { Claim, ClaimedCards } from '#server/review/schema.ts';
import { claimItems } from '#server/review/store.ts';
import { withdrawItems } from '#server/review/store-products.ts';
import { loadCategoryCards } from './load-category-card.ts';
import type { CategoryCard } from './schema-card.ts';

/**
 * Leases the next products whose category a person should look at, with everything their cards show. Fewer than
 * asked for means that no more are free now (others may hold some: see the queue's counts).
 */
export async function claimNextCategory(actor: Actor, claim: Claim): Promise<ClaimedCards<CategoryCard>> {
  const items = await claimItems(actor, { ...claim, queue: 'categories' });
  const cards = await loadCategoryCards(items);
  const gone = items.filter((item) => !cards.has(item.subjectId));
  if (gone.length > 0) await withdrawItems(gone.map((item) => item.id));
  return {
    cards: items.flatMap((item) => {
      const card = cards.get(item.subjectId);
      if (!card) return [];
      const subjectRevision = card.product.revision;
      return [
        {
          itemId: item.id,
          leaseNumber: Number(item.leaseNumber),
          leaseMs: item.leaseMs,
          subjectRevision,
          card,
        },
      ];
    }),
  };
}
