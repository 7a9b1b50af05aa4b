import type { Tx } from '#server/db/transaction.ts';
import { askedWords } from '#server/review/asked-words.ts';

/** Above a machine's doubt, below what a lead asks for. */
const priority = 4;
const because = askedWords({ code: 'merged', values: {} });

/**
 * Members of one product that are filed in different categories: one of them is wrong, so the survivor's category goes to
 * a person; so it does where others are filed and the survivor is not. Renews an open item; a leased one keeps its lease. Returns whether they differ.
 */
export async function askCategory(
  tx: Tx,
  asked: { id: string; survivorId: string; memberIds: string[] },
): Promise<boolean> {
  const opened = await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, updated_at)
    SELECT ${asked.id}::uuid, p.catalog_id, 'categories', p.id, p.revision, ${priority}, ${because}, 'asked', now()
    FROM product p WHERE p.id = ${asked.survivorId}::uuid AND (
      SELECT bool_or(m.current_category_id IS DISTINCT FROM p.current_category_id) FROM product m
      WHERE m.id = ANY(${asked.memberIds}::uuid[]) AND m.current_category_id IS NOT NULL)
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = greatest(review_item.priority, excluded.priority), priority_reason = excluded.priority_reason,
      reason = 'asked', updated_at = now()`;
  return opened > 0;
}

/** The merge is undone: nobody needs to answer what it asked, unless somebody has it in hand. */
export async function withdrawAsked(tx: Tx, survivorId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE review_item SET state = 'withdrawn', updated_at = now()
    WHERE queue = 'categories' AND subject_id = ${survivorId}::uuid AND state = 'open' AND priority_reason = ${because}`;
}
