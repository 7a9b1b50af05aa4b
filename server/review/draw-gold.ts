import type { Actor } from '#server/auth/actor.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { type ClaimedRow, type ClaimItems, claimItems } from './store.ts';
import { dropUnheld, openGoldFor } from './store-gold.ts';

/**
 * Leases a product with a known answer to this person beside the cards of a claim: on the average one in `1 / share`. It
 * looks like any other item; only its decision is kept apart (a second opinion, no label). Nobody gets the same one twice.
 */
export async function leaseGold(actor: Actor, claim: ClaimItems, share: number): Promise<ClaimedRow[]> {
  if (share <= 0) return [];
  const chance = 1 - (1 - share) ** claim.count;
  if (Math.random() >= chance) return [];
  const itemId = await openGoldFor(actor, claim.catalogId);
  if (!itemId) return [];
  const leased = await claimItems(actor, { ...claim, count: 1, also: Prisma.sql`i.id = ${itemId}::uuid` });
  // The part of the queue that was asked for leaves it out: open, it would come to others beyond their share.
  if (leased.length === 0) await dropUnheld(itemId);
  return leased;
}
