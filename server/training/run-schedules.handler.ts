/** Starts the runs that are due. One that fails is tried again at the next due time, not at once. */
import { systemActor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { dueBecause } from './rules-schedule.ts';
import { insertTraining } from './start-training.ts';
import { lockSchedule, readScheduled, readSinceLastRun } from './store-schedule.ts';

const actor = systemActor('training-schedule');
const seed = 1;

/** Starts a run of a catalog where it is due; null where not. */
export async function startDue(catalogId: string): Promise<string | null> {
  return inTransaction(async (tx) => {
    const schedule = await lockSchedule(tx, catalogId);
    if (!schedule) return null;
    const since = await readSinceLastRun(catalogId, tx);
    if (since.isBusy) return null;
    const because = dueBecause({ ...schedule, ...since });
    return because ? insertTraining(tx, actor, { catalogId, seed, because }) : null;
  });
}

export async function run(signal: AbortSignal): Promise<void> {
  for (const catalogId of await readScheduled()) {
    if (signal.aborted) return;
    await startDue(catalogId);
  }
}
