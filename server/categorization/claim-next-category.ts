import type { Actor } from '#server/auth/actor.ts';
import { type CardSource, claimCards } from '#server/review/claim-cards.ts';
import { leaseGold } from '#server/review/draw-gold.ts';
import type { Claim, ClaimedCards } from '#server/review/schema.ts';
import { readPolicy } from '#server/review/store-policy.ts';
import { loadCategoryCards } from './load-category-card.ts';
import type { CategoryCard } from './schema-card.ts';

/** Cards of the category queue, for the deck and for the grid. */
export const categoryCards: CardSource<CategoryCard> = {
  queue: 'categories',
  load: loadCategoryCards,
  revisionOf: (card) => card.product.revision,
};

/**
 * Leases the next products whose category a person should look at, a set share of them without a proposal. Now and then
 * a product with a known answer is opened among them (see `leaseGold`).
 */
export async function claimNextCategory(actor: Actor, claim: Claim): Promise<ClaimedCards<CategoryCard>> {
  const policy = await readPolicy(claim.catalogId);
  if (claim.scope === 'open') await leaseGold(actor, claim.catalogId, policy.goldShare, claim.count);
  return claimCards(actor, { ...claim, blindShare: policy.blindShare }, categoryCards);
}
