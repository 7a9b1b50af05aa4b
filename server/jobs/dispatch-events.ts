import { inTransaction } from '#server/db/transaction.ts';
import { type Pipeline, wokenBySameUnit } from './define-pipeline.ts';
import { wakeUnits } from './stage-event.ts';
import type { QueueName } from './stage-name.ts';
import { setDoneByPerson, takeEvents } from './store.ts';

const eventsMax = 200;

/**
 * Dispatches what people did: their units are done at that stage, and the stages of the same unit kind wake. Taking the
 * events and waking are one transaction, so an event is dispatched exactly once. Returns how many.
 */
export async function dispatchEvents(pipeline: Pipeline): Promise<number> {
  return inTransaction(async (tx) => {
    const events = await takeEvents(tx, eventsMax);
    for (const event of events) {
      const { catalogId, unitIds } = event;
      await setDoneByPerson(tx, event);
      for (const stage of wokenBySameUnit(pipeline, event.stage as QueueName)) {
        await wakeUnits(tx, { catalogId, stage, unitIds });
      }
    }
    return events.length;
  });
}
