import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import type { UndoChange, UndoPreview } from './schema-history.ts';
import { type DecisionRow, decisionByKey, isOvertaken } from './store-decisions.ts';

/**
 * What taking back one's own decision would change, without doing it: the same questions as `undoDecision` asks, then
 * the domain's own list of changes.
 */
export function previewUndo(
  actor: Actor,
  targetKey: string,
  changesOf: (tx: Tx, decision: DecisionRow) => Promise<UndoChange[] | null>,
): Promise<UndoPreview> {
  return inTransaction(async (tx) => {
    const decision = await decisionByKey(tx, targetKey);
    if (!decision || decision.actorId !== actor.id || decision.kind === 'undo')
      return { ok: false, reason: 'not-found' };
    if (decision.supersededBy) return { ok: false, reason: 'already-undone' };
    if (!decision.secondOpinion && (await isOvertaken(tx, decision)))
      return { ok: false, reason: 'overtaken' };
    const changes = await changesOf(tx, decision);
    return changes ? { ok: true, changes } : { ok: false, reason: 'overtaken' };
  });
}
