import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { findRun, updateRun } from './store.ts';

export type TrainingCancelled =
  | { ok: true }
  | { ok: false; reason: 'unknown-run' | 'already-ended' | 'not-allowed' };

/** Asks a run to stop; it looks between its steps. */
export async function cancelTraining(actor: Actor, runId: string): Promise<TrainingCancelled> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const run = await findRun(runId);
  if (!run || !(await maySeeCatalog(actor, run.catalogId))) return { ok: false, reason: 'unknown-run' };
  if (run.state !== 'waiting' && run.state !== 'running') return { ok: false, reason: 'already-ended' };
  await inTransaction(async (tx) => {
    await updateRun(runId, { cancelledAt: new Date() }, tx);
    await recordAudit(tx, actor, { event: 'training.cancelled', catalogId: run.catalogId, subject: runId });
  });
  return { ok: true };
}
