import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { UndoInput, UndoOutcome } from '#server/review/schema.ts';
import { type UndoContent, UndoOvertaken, undoDecision } from '#server/review/undo-decision.ts';
import { pairEffectOf, reversePairDecision } from './apply-pair-decision.ts';
import { clusterRevision } from './decide-cluster.ts';
import { lockAnswersOfItem } from './store-facts.ts';
import { reverseClusterDecision } from './undo-merge.ts';

/** How answers to clusters and pairs are taken back. */
export const undoContent: UndoContent = {
  currentRevision: clusterRevision,
  reverse: (tx, decision, undoId) =>
    (pairEffectOf(decision) ? reversePairDecision : reverseClusterDecision)(tx, decision, undoId),
};

/** Takes back one's own answer to a pair or cluster (merges too) or a skip; the card is leased to the person again. */
export async function undoClusterDecision(actor: Actor, input: UndoInput): Promise<UndoOutcome> {
  try {
    return await inTransaction(async (tx) => {
      await lockAnswersOfItem(tx, input.itemId);
      return undoDecision(tx, actor, input, undoContent);
    });
  } catch (error) {
    if (error instanceof UndoOvertaken) return { ok: false, reason: 'overtaken' };
    throw error;
  }
}
