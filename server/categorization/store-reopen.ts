import type { Tx } from '#server/db/transaction.ts';
import { askedWords } from '#server/review/asked-words.ts';

/** A lead has asked: the first of what was asked for, which starts four weeks ahead of what doubt alone brings (`rank`). */
const askedPriority = 6;

/**
 * Opens an item that a lead asked for, or renews the open one; a leased one keeps its lease.
 * @returns false where the catalog lists no such product
 */
export async function openAskedItem(
  tx: Tx,
  asked: { id: string; catalogId: string; productId: string; reason: string },
): Promise<boolean> {
  const opened = await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, updated_at)
    SELECT ${asked.id}::uuid, p.catalog_id, 'categories', p.id, p.revision, ${askedPriority}, ${askedWords({ code: 'again', values: { note: asked.reason } })}, 'asked', now()
    FROM product p WHERE p.id = ${asked.productId}::uuid AND p.catalog_id = ${asked.catalogId}::uuid AND p.delisted_at IS NULL
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = excluded.priority, priority_reason = excluded.priority_reason, reason = 'asked', updated_at = now()`;
  return opened > 0;
}
