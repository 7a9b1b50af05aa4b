import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { excludeOnSubject } from '#server/labels/record-label.ts';
import { openAskedItem } from './store-reopen.ts';

export type Reopened =
  | { ok: true; excluded: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-product' };

/**
 * A lead sends a product back to the category queue, with a reason that the next person reads. What was said of it before
 * stays on record and is believed no more; its category stands until somebody decides.
 */
export async function reopenProduct(
  actor: Actor,
  input: { catalogId: string; productId: string; reason: string },
): Promise<Reopened> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, productId, reason } = input;
  return inTransaction(async (tx): Promise<Reopened> => {
    const isOpen = await openAskedItem(tx, { id: newId(), catalogId, productId, reason });
    if (!isOpen) return { ok: false, reason: 'unknown-product' };
    const excluded = await excludeOnSubject(tx, { catalogId, kind: 'category', subjectId: productId });
    await wakeUnits(tx, { catalogId, stage: 'review-category', unitIds: [productId] });
    await recordAudit(tx, actor, {
      event: 'label.reopened',
      catalogId,
      subject: productId,
      detail: { reason, excluded },
    });
    return { ok: true, excluded };
  });
}
