import type { Actor } from '#server/auth/actor.ts';
import { openGoldFor } from './store-gold.ts';

/**
 * Puts a product with a known answer among this person's next cards: on the average one in `1 / share`. It looks like
 * any other item; only its decision is kept apart (a second opinion, no label). Nobody gets the same one twice.
 */
export async function leaseGold(
  actor: Actor,
  catalogId: string,
  share: number,
  count: number,
): Promise<void> {
  if (share <= 0) return;
  const chance = 1 - (1 - share) ** count;
  if (Math.random() < chance) await openGoldFor(actor, catalogId);
}
