import type { Actor } from '#server/auth/actor.ts';
import type { ClaimedCards, Queue } from './schema.ts';
import { type ClaimedRow, type ClaimItems, claimItems } from './store.ts';
import { withdrawItems } from './store-products.ts';

/** What of a claim belongs to the queue's own domain: cards by subject, and the revision that an answer is bound to. */
export interface CardSource<Card> {
  queue: Queue;
  load: (items: readonly ClaimedRow[]) => Promise<Map<string, Card>>;
  revisionOf: (card: Card) => number;
}

/**
 * Leases the next items of a queue with everything that their cards show.
 * Fewer cards than asked for: no more are free now (others may hold some: see the queue's counts).
 */
export async function claimCards<Card>(
  actor: Actor,
  claim: Omit<ClaimItems, 'queue'>,
  source: CardSource<Card>,
): Promise<ClaimedCards<Card>> {
  return cardsOf(await claimItems(actor, { ...claim, queue: source.queue }), source);
}

/** The cards of items that were just leased. Items whose subject is gone leave the queue. */
export async function cardsOf<Card>(
  items: readonly ClaimedRow[],
  source: CardSource<Card>,
): Promise<ClaimedCards<Card>> {
  if (items.length === 0) return { cards: [] };
  const cards = await source.load(items);
  const gone = items.filter((item) => !cards.has(item.subjectId));
  if (gone.length > 0) await withdrawItems(gone.map((item) => item.id));
  return {
    cards: items.flatMap((item) => {
      const card = cards.get(item.subjectId);
      if (!card) return [];
      const { id: itemId, leaseNumber, leaseMs } = item;
      const subjectRevision = source.revisionOf(card);
      return [{ itemId, leaseNumber: Number(leaseNumber), leaseMs, subjectRevision, card }];
    }),
  };
}
