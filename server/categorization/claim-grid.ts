import type { Actor } from '#server/auth/actor.ts';
import { claimCards } from '#server/review/claim-cards.ts';
import type { ClaimedCards } from '#server/review/schema.ts';
import { seekMeaning } from '#server/review/seek-meaning.ts';
import { categoryCards } from './claim-next-category.ts';
import type { CategoryCard } from './schema-card.ts';
import type { ClaimGrid } from './schema-grid.ts';
import { distanceFrom, proposes, readActiveEmbedder, readCentre } from './store-grid.ts';

/**
 * Leases a page of products for which one category is proposed, the odd ones first: those furthest from the middle of
 * what is filed there. Without vectors the queue's own order holds.
 */
export async function claimGrid(actor: Actor, input: ClaimGrid): Promise<ClaimedCards<CategoryCard>> {
  const { catalogId, categoryId, count } = input;
  const { filter } = await seekMeaning(catalogId, input.filter ?? {});
  const embedderId = await readActiveEmbedder(catalogId);
  const centre = embedderId && (await readCentre(catalogId, categoryId, embedderId));
  const rank = embedderId && centre ? distanceFrom(centre, embedderId) : undefined;
  const claim = { catalogId, scope: 'open' as const, count, filter, rank, also: proposes(categoryId) };
  return claimCards(actor, claim, categoryCards);
}
