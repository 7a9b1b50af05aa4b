import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { insertAsked } from './store.ts';

/** Asks the worker for a new portrait of a catalog; asked again before it is drawn, it is drawn once. */
export async function askPortrait(actor: Actor, catalogId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await insertAsked(tx, catalogId);
    await wakeUnits(tx, { catalogId, stage: 'draw-portrait', unitIds: [catalogId] });
    await recordAudit(tx, actor, { event: 'portrait.asked', catalogId, detail: {} });
  });
}
