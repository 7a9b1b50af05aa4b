import type { Claim, ClaimedCards } from './schema.ts';

/** An answer's outcome, and where it asked for them, the cards that come next in the hand. */
export type WithNext<Outcome, Card> = Outcome & { next?: ClaimedCards<Card> };

/**
 * Saves an answer and, in the same request, leases what the person needs next: one trip of the browser instead of two.
 * Only an answer that counts, and counts for the first time, takes items: one that is sent again (the first reply was lost,
 * an outbox is replayed) or refused leases nothing, or a flaky line would collect items that no hand holds. The claim runs after
 * the decision is committed: where it fails, the answer is saved all the same and the browser claims for itself.
 */
export async function answerAndClaim<Outcome extends { ok: boolean; repeated?: boolean }, Card>(
  answer: Promise<Outcome>,
  claim: Claim | undefined,
  claimNext: (claim: Claim) => Promise<ClaimedCards<Card>>,
): Promise<WithNext<Outcome, Card>> {
  const outcome = await answer;
  if (!claim || !outcome.ok || outcome.repeated) return outcome;
  try {
    return { ...outcome, next: await claimNext(claim) };
  } catch (error) {
    console.error(error);
    return outcome;
  }
}
