import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { SkipInput, SkipOutcome } from './schema.ts';
import { endLease, lockItem, putSkip } from './store.ts';

/** Gives the item back to the others and keeps it from this person for a while. Repeating changes nothing more. */
export function skipItem(actor: Actor, input: SkipInput): Promise<SkipOutcome> {
  return inTransaction(async (tx) => {
    const item = await lockItem(tx, actor, input.itemId);
    if (!item) return { ok: false, reason: 'not-held' };
    await putSkip(tx, item.id, actor.id);
    const isMine = item.leasedBy === actor.id && item.leaseNumber === BigInt(input.leaseNumber);
    if (!isMine) return { ok: true };
    await endLease(tx, item.id, item.state === 'leased' ? 'open' : item.state);
    await recordAudit(tx, actor, {
      event: 'review.skip',
      catalogId: item.catalogId,
      subject: item.subjectId,
      detail: { itemId: item.id },
    });
    return { ok: true };
  });
}
