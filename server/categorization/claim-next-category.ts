import type { Actor } from '#server/auth/actor.ts';
import { type CardSource, cardsOf } from '#server/review/claim-cards.ts';
import { leaseGold } from '#server/review/draw-gold.ts';
import type { Claim, ClaimedCards } from '#server/review/schema.ts';
import { seekMeaning } from '#server/review/seek-meaning.ts';
import { claimItems } from '#server/review/store.ts';
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
 * a product with a known answer comes before them (see `leaseGold`), one more than was asked for.
 */
export async function claimNextCategory(actor: Actor, claim: Claim): Promise<ClaimedCards<CategoryCard>> {
  const { filter } = await seekMeaning(claim.catalogId, claim.filter ?? {});
  const ask = { ...claim, filter, queue: categoryCards.queue, drawsBlind: true };
  const items = await claimItems(actor, ask);
  if (claim.scope !== 'open') return cardsOf(items, categoryCards);
  const share = items[0]?.goldShare ?? (await readPolicy(claim.catalogId)).goldShare;
  return cardsOf([...(await leaseGold(actor, ask, share)), ...items], categoryCards);
}
