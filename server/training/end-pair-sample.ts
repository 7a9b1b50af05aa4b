import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { endSample, lockSamples } from './store-pair-sample.ts';

export type PairSampleEnd =
  | { ok: true; withdrawn: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'none-open' };

/** Ends the open sample early: its questions leave the queue, its answers stay a (smaller) sample by chance. */
export async function endPairSample(
  actor: Actor,
  { catalogId }: { catalogId: string },
): Promise<PairSampleEnd> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  return inTransaction(async (tx): Promise<PairSampleEnd> => {
    const open = await lockSamples(tx, catalogId);
    if (!open) return { ok: false, reason: 'none-open' };
    const withdrawn = await endSample(tx, open.id);
    // Clusters whose questions rested come back.
    await wakeUnits(tx, { catalogId, stage: 'cluster', unitIds: [catalogId] });
    await recordAudit(tx, actor, {
      event: 'pair-sample.ended',
      catalogId,
      subject: open.id,
      detail: { withdrawn },
    });
    return { ok: true, withdrawn };
  });
}
