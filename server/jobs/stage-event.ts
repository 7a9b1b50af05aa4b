/**
 * What wakes units, always in the caller's transaction: nothing is woken by a change that rolled back.
 * People's use cases write a stage event (an outbox): the worker dispatches it by server/pipeline.ts, so that no domain
 * imports the next one.
 */
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Write } from '#server/db/write-together.ts';
import type { QueueName, StageName } from './stage-name.ts';

export interface StageEvent {
  catalogId: string;
  stage: StageName;
  /** Units of that stage that the person has done. */
  unitIds: string[];
}

/** Says that a person has done these units of a stage. The worker wakes the stages of the same unit kind. */
export async function writeStageEvent(tx: Tx, event: StageEvent): Promise<void> {
  if (event.unitIds.length === 0) return;
  await tx.$executeRaw(stageEventWrite(event));
}

/** The event as a change that runs beside the one that it tells of; at least one unit. */
export function stageEventWrite(event: StageEvent): Write {
  return Prisma.sql`
    INSERT INTO stage_event (catalog_id, stage, unit_ids)
    VALUES (${event.catalogId}::uuid, ${event.stage}, ${event.unitIds}::text[])`;
}

/**
 * Puts units of a stage to waiting. A unit that is running now will run again: its generation grows, and the runner
 * leaves a unit waiting whose generation grew under it.
 */
export async function wakeUnits(
  tx: Tx,
  wake: { catalogId: string; stage: QueueName; unitIds: string[] },
): Promise<void> {
  if (wake.unitIds.length === 0) return;
  await wakeUnitsOf(tx, { ...wake, select: Prisma.sql`SELECT unnest(${wake.unitIds}::text[])` });
}

/** Wakes the units that a query selects (one text column): a whole catalog without its ids crossing the wire. Answers how many. */
export async function wakeUnitsOf(
  tx: Tx,
  wake: { catalogId: string; stage: QueueName; select: Prisma.Sql },
): Promise<number> {
  // Distinct and in one order: one statement may not touch a row twice, and two statements must not deadlock.
  return tx.$executeRaw`
    INSERT INTO stage_state (stage, unit_id, catalog_id, state, generation, run_after, updated_at)
    SELECT DISTINCT ${wake.stage}, unit, ${wake.catalogId}::uuid, 'waiting', 1, now(), now()
    FROM (${wake.select}) AS woken (unit) ORDER BY unit
    ON CONFLICT (stage, unit_id) DO UPDATE SET
      state = 'waiting', generation = stage_state.generation + 1, attempts = 0, failure = NULL,
      run_after = now(), updated_at = now()`;
}

/** Lets units go on that wait for something which exists now, such as the first active model. */
export async function wakeParked(tx: Tx, wake: { catalogId: string; stages: QueueName[] }): Promise<void> {
  await tx.$executeRaw`
    UPDATE stage_state SET run_after = now(), failure = NULL, updated_at = now()
    WHERE catalog_id = ${wake.catalogId}::uuid AND stage = ANY(${wake.stages}::text[])
      AND state = 'waiting' AND run_after > now()`;
}

/** Says that units of a stage need nobody (a product whose category nobody doubts), in the caller's transaction. */
export async function setNotApplicable(
  tx: Tx,
  event: { catalogId: string; stage: QueueName; unitIds: string[] },
): Promise<void> {
  if (event.unitIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO stage_state (stage, unit_id, catalog_id, state, run_after, updated_at)
    SELECT DISTINCT ${event.stage}, unit, ${event.catalogId}::uuid, 'not-applicable', now(), now()
    FROM unnest(${event.unitIds}::text[]) AS unit ORDER BY unit
    ON CONFLICT (stage, unit_id) DO UPDATE SET state = 'not-applicable', failure = NULL, updated_at = now()`;
}
