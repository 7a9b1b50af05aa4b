import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { Refusal } from '#server/auth/refusal.ts';
import { claimNextCategory } from '#server/categorization/claim-next-category.ts';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import { claimNextCluster } from '#server/duplicates/claim-next-cluster.ts';
import type { ClusterCard } from '#server/duplicates/schema-card.ts';
import type { Claim, ClaimedCards, Queue } from '#server/review/schema.ts';

/** A card is 3 kB: to pack it costs more time than it saves (.6 ms of processor, and a wait for a thread). */
export const cardHeaders = { 'cache-control': 'private, no-store, no-transform' };

/** The next cards of either queue. Throws a Refusal where a moderator asks for the leads' queue. */
export function claimNext(
  actor: Actor,
  queue: Queue,
  claim: Claim,
): Promise<ClaimedCards<CategoryCard | ClusterCard>> {
  // What was handed to the leads is theirs.
  if (claim.scope === 'escalated' && !mayActAs(actor, 'lead')) throw new Refusal(403, 'not-allowed');
  return queue === 'categories' ? claimNextCategory(actor, claim) : claimNextCluster(actor, claim);
}
