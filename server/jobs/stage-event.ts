/**
 * The outbox of people's use cases. A decision writes a stage event in its own transaction; the worker dispatches it
 * by server/pipeline.ts. So no domain imports the next one, and nothing is woken by a transaction that rolled back.
 */
import type { Tx } from '#server/db/transaction.ts';

export interface StageEvent {
  catalogId: string;
  /** A stage of server/pipeline.ts. */
  stage: string;
  /** Units of that stage that the person has done. */
  unitIds: string[];
}

/** Says that a person has done these units of a stage. */
export async function writeStageEvent(tx: Tx, event: StageEvent): Promise<void> {
  if (event.unitIds.length === 0) return;
  await tx.stageEvent.create({ data: event });
}

/**
 * Puts units of a stage to waiting, in the caller's transaction. A unit that is running now will run again: its
 * generation grows, and the runner leaves a unit waiting whose generation grew under it.
 */
export async function wakeUnits(tx: Tx, event: StageEvent): Promise<void> {
  if (event.unitIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO stage_state (stage, unit_id, catalog_id, state, generation, run_after, updated_at)
    SELECT ${event.stage}, unit, ${event.catalogId}::uuid, 'waiting', 1, now(), now()
    FROM unnest(${event.unitIds}::text[]) AS unit
    ON CONFLICT (stage, unit_id) DO UPDATE SET
      state = 'waiting', generation = stage_state.generation + 1, attempts = 0, failure = NULL,
      run_after = now(), updated_at = now()`;
}
