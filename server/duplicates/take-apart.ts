import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { UndoOvertaken, undoDecision } from '#server/review/undo-decision.ts';
import { takeBackMerge } from './merge-by-policy.ts';
import type { TakeApart, TakenApart } from './schema-record.ts';
import { lockAnswers } from './store-facts.ts';
import { readMergeDecision } from './store-record.ts';
import { undoContent } from './undo-cluster-decision.ts';

/** A policy's merge has no item: its undo is written beside it, and its group is proposed again. */
async function endPolicyMerge(
  tx: Tx,
  actor: Actor,
  input: TakeApart,
  decisionId: string,
): Promise<TakenApart> {
  if (!(await takeBackMerge(tx, actor, decisionId, 'taken-apart')))
    return { ok: false, reason: 'already-undone' };
  const { catalogId, mergeId } = input;
  await recordAudit(tx, actor, {
    event: 'merge.taken-apart',
    catalogId,
    subject: mergeId,
    detail: { decisionId },
  });
  return { ok: true };
}

/**
 * Takes the decision back that a merge came from, however long ago it was made: the person who made it, or a lead whoever it
 * was. The listings stand for themselves again, and their question goes back to the queue, not into this person's hand.
 */
export async function takeApart(actor: Actor, input: TakeApart): Promise<TakenApart> {
  try {
    return await inTransaction(async (tx): Promise<TakenApart> => {
      await lockAnswers(tx, input.catalogId);
      const found = await readMergeDecision(tx, input);
      if (!found) return { ok: false, reason: 'not-found' };
      const { decision, isPolicy, key } = found;
      const isLead = mayActAs(actor, 'lead');
      if (!isLead && (isPolicy || decision.actorId !== actor.id)) return { ok: false, reason: 'not-yours' };
      if (isPolicy) return endPolicyMerge(tx, actor, input, decision.id);
      const { itemId } = decision;
      if (!itemId) return { ok: false, reason: 'not-found' };
      const asked = { idempotencyKey: input.idempotencyKey, targetKey: key, itemId, kind: 'decide' } as const;
      const content = { ...undoContent, toQueue: true, ofOthers: isLead };
      const outcome = await undoDecision(tx, actor, asked, content);
      return outcome.ok ? { ok: true } : outcome;
    });
  } catch (error) {
    if (error instanceof UndoOvertaken) return { ok: false, reason: 'overtaken' };
    throw error;
  }
}
