import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { QueueName } from './stage-name.ts';
import { retryFailedUnits } from './store.ts';

/** Puts the failed units of a stage back to waiting; returns how many. */
export async function retryFailed(
  actor: Actor,
  input: { catalogId: string; stage: QueueName },
): Promise<number> {
  return inTransaction(async (tx) => {
    const units = await retryFailedUnits(tx, input.catalogId, input.stage);
    const { catalogId, stage } = input;
    await recordAudit(tx, actor, { event: 'stage.retried', catalogId, subject: stage, detail: { units } });
    return units;
  });
}
