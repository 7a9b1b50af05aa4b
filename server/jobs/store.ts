/**
 * The queue. `stage_state` holds one row a (stage, unit): waiting rows whose time has come are claimed in batches of one
 * catalog; a claim is a lease (`run_after` of a running row is its end), fenced by (generation, attempts): a finish counts
 * only if nobody woke or claimed the unit since.
 */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { QueueName } from './stage-name.ts';

export interface ClaimedUnit {
  unitId: string;
  generation: number;
  attempts: number;
}

export interface Claim {
  catalogId: string;
  units: ClaimedUnit[];
}

/** A claimed unit is given back when its worker has not been heard of for so long. */
const leaseSeconds = 60;

/** A queue, and the stages that must have nothing to do for a catalog before its units are claimed. */
export interface QueueOrder {
  stage: QueueName;
  waitsFor: readonly QueueName[];
}

/**
 * A catalog (column `c.id`) for which none of these stages has something to do now: a few index probes. One question a
 * state, for an OR of both reads every unit of the stages (240,000 units: 50 ms).
 */
const nothingBefore = (waitsFor: readonly QueueName[]): Prisma.Sql => {
  const before = Prisma.sql`SELECT FROM stage_state u WHERE u.catalog_id = c.id AND u.stage = ANY(${[...waitsFor]}::text[])`;
  return Prisma.sql`NOT EXISTS (${before} AND u.state = 'running')
    AND NOT EXISTS (${before} AND u.state = 'waiting' AND u.run_after <= now())`;
};

/** Of these queues, those with a unit that may run now. One index probe a queue, or one a catalog where it waits for others. */
export async function findReadyQueues(queues: QueueOrder[]): Promise<Set<string>> {
  const free = queues.filter(({ waitsFor }) => waitsFor.length === 0).map(({ stage }) => stage);
  const rows = await db().$queryRaw<{ queue: string }[]>`
    SELECT queue FROM unnest(${free}::text[]) AS queue
    WHERE EXISTS (SELECT FROM stage_state WHERE stage = queue AND state = 'waiting' AND run_after <= now())`;
  const ready = new Set(rows.map((row) => row.queue));
  for (const { stage, waitsFor } of queues.filter((queue) => queue.waitsFor.length > 0)) {
    const found = await db().$queryRaw<unknown[]>`
      SELECT 1 FROM catalog c
      WHERE EXISTS (SELECT FROM stage_state s
          WHERE s.catalog_id = c.id AND s.stage = ${stage} AND s.state = 'waiting' AND s.run_after <= now())
        AND ${nothingBefore(waitsFor)} LIMIT 1`;
    if (found.length > 0) ready.add(stage);
  }
  return ready;
}

/** The oldest unit of a queue; of one that waits for others, of the catalogs for which nothing comes before. */
const headOf = ({ stage, waitsFor }: QueueOrder): Prisma.Sql =>
  waitsFor.length === 0
    ? Prisma.sql`
      SELECT catalog_id, attempts FROM stage_state
      WHERE stage = ${stage} AND state = 'waiting' AND run_after <= now()
      ORDER BY run_after, unit_id LIMIT 1`
    : Prisma.sql`
      SELECT oldest.catalog_id, oldest.attempts FROM catalog c, LATERAL (
        SELECT catalog_id, attempts, run_after, unit_id FROM stage_state
        WHERE catalog_id = c.id AND stage = ${stage} AND state = 'waiting' AND run_after <= now()
        ORDER BY run_after, unit_id LIMIT 1
      ) AS oldest
      WHERE ${nothingBefore(waitsFor)} ORDER BY oldest.run_after, oldest.unit_id LIMIT 1`;

/**
 * Claims the oldest units of a queue, all of one catalog. Units that failed before come in batches a tenth as large
 * (then one by one), so that one bad unit does not fail its neighbours for good. Null: nothing may run now.
 */
export async function claimUnits(queue: QueueOrder, batchSizeMax: number): Promise<Claim | null> {
  const rows = await db().$queryRaw<(ClaimedUnit & { catalogId: string })[]>`
    WITH head AS (${headOf(queue)}), batch AS (
      SELECT s.stage, s.unit_id FROM stage_state s, head
      WHERE s.stage = ${queue.stage} AND s.state = 'waiting' AND s.run_after <= now()
        AND s.catalog_id = head.catalog_id AND s.attempts = head.attempts
      ORDER BY s.run_after, s.unit_id
      LIMIT (SELECT greatest(1, ${batchSizeMax}::int / power(10, least(attempts, 4))::int) FROM head)
      FOR UPDATE OF s SKIP LOCKED
    )
    UPDATE stage_state s SET state = 'running', attempts = s.attempts + 1,
      run_after = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
    FROM batch WHERE s.stage = batch.stage AND s.unit_id = batch.unit_id
    RETURNING s.unit_id AS "unitId", s.catalog_id AS "catalogId", s.generation, s.attempts`;
  if (rows.length === 0) return null;
  return { catalogId: rows[0].catalogId, units: rows.sort((a, b) => (a.unitId < b.unitId ? -1 : 1)) };
}

/** Keeps a claim while its handler works; a unit that was woken and claimed anew since is its new holder's to keep. */
export async function extendClaim(queue: QueueName, units: ClaimedUnit[]): Promise<void> {
  await db().$executeRaw`
    UPDATE stage_state s SET run_after = now() + make_interval(secs => ${leaseSeconds})
    FROM unnest(${units.map((unit) => unit.unitId)}::text[], ${units.map((unit) => unit.generation)}::int[],
      ${units.map((unit) => unit.attempts)}::int[]) AS claimed (unit_id, generation, attempts)
    WHERE s.stage = ${queue} AND s.unit_id = claimed.unit_id AND s.state = 'running'
      AND s.generation = claimed.generation AND s.attempts = claimed.attempts`;
}

/** Gives back units whose worker is gone. `all`: this worker is the only one and starts now, so none is alive. */
export async function giveBackAbandoned(all = false): Promise<number> {
  // The column holds whole milliseconds and rounds: half of all moments would lie ahead of the very next claim.
  return db().$executeRaw`
    UPDATE stage_state SET state = 'waiting', run_after = date_trunc('milliseconds', now()), updated_at = now()
    WHERE state = 'running' AND (${all} OR run_after <= now())`;
}

/** What a claimed unit becomes. */
export interface UnitOutcome {
  unitId: string;
  state: 'done' | 'failed' | 'not-applicable' | 'waiting';
  failure: string | null;
  /** For `waiting`: when it may run again. */
  delayMs: number;
  attempts: number;
}

/**
 * Writes outcomes of claimed units; returns the ids that counted. A unit that was woken since stays waiting: its input
 * changed under the handler.
 */
export async function finishUnits(
  tx: Tx,
  queue: QueueName,
  units: ClaimedUnit[],
  outcomes: UnitOutcome[],
): Promise<Set<string>> {
  const claimed = new Map(units.map((unit) => [unit.unitId, unit]));
  const known = outcomes.filter((outcome) => claimed.has(outcome.unitId));
  const column = <T>(value: (outcome: UnitOutcome) => T): T[] => known.map(value);
  const rows = await tx.$queryRaw<{ unitId: string }[]>`
    WITH outcome AS (
      SELECT * FROM unnest(
        ${column((o) => o.unitId)}::text[], ${column((o) => o.state)}::text[],
        ${column((o) => o.failure ?? '')}::text[], ${column((o) => o.delayMs)}::float8[],
        ${column((o) => o.attempts)}::int[], ${column((o) => claimed.get(o.unitId)?.generation ?? 0)}::int[],
        ${column((o) => claimed.get(o.unitId)?.attempts ?? 0)}::int[]
      ) AS o (unit_id, state, failure, delay_ms, attempts, claimed_generation, claimed_attempts)
    )
    UPDATE stage_state s SET state = o.state, failure = nullif(o.failure, ''), attempts = o.attempts,
      run_after = now() + o.delay_ms * interval '1 millisecond', updated_at = now()
    FROM outcome o
    WHERE s.stage = ${queue} AND s.unit_id = o.unit_id AND s.state = 'running'
      AND s.generation = o.claimed_generation AND s.attempts = o.claimed_attempts
    RETURNING s.unit_id AS "unitId"`;
  return new Set(rows.map((row) => row.unitId));
}

/** Parks every waiting unit of a queue and catalog: none of them can be done now. */
export async function parkQueue(
  tx: Tx,
  queue: QueueName,
  parked: { catalogId: string; delayMs: number; reason: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE stage_state SET failure = ${parked.reason}, run_after = now() + ${parked.delayMs} * interval '1 millisecond'
    WHERE stage = ${queue} AND catalog_id = ${parked.catalogId}::uuid AND state = 'waiting' AND run_after <= now()`;
}

export interface PendingEvent {
  id: bigint;
  catalogId: string;
  stage: string;
  unitIds: string[];
}

/** Takes stage events that nobody has dispatched; the row lock lets several workers share the work. */
export async function takeEvents(tx: Tx, limit: number): Promise<PendingEvent[]> {
  return tx.$queryRaw<PendingEvent[]>`
    UPDATE stage_event SET dispatched_at = now()
    WHERE id IN (SELECT id FROM stage_event WHERE dispatched_at IS NULL ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, catalog_id AS "catalogId", stage, unit_ids AS "unitIds"`;
}

/** Marks units of a person's stage done. */
export async function setDoneByPerson(tx: Tx, event: PendingEvent): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO stage_state (stage, unit_id, catalog_id, state, run_after, updated_at)
    SELECT DISTINCT ${event.stage}, unit, ${event.catalogId}::uuid, 'done', now(), now()
    FROM unnest(${event.unitIds}::text[]) AS unit ORDER BY unit
    ON CONFLICT (stage, unit_id) DO UPDATE SET state = 'done', failure = NULL, updated_at = now()`;
}

/** Whether any event waits: one index probe. */
export async function hasEvents(): Promise<boolean> {
  const rows = await db().$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM stage_event WHERE dispatched_at IS NULL) AS found`;
  return rows[0].found;
}

export interface StageCount {
  stage: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'not-applicable';
  /** Waiting for a time or an event to come, such as a first model. Only for `waiting`. */
  parked: boolean;
  count: number;
  oldest: Date;
}

/** Units of a catalog by stage and state: the numbers of the pipeline page. */
export async function countStages(catalogId: string): Promise<StageCount[]> {
  return db().$queryRaw<StageCount[]>`
    SELECT stage, state, state = 'waiting' AND run_after > now() AS parked, count(*)::int AS count,
      min(updated_at) AS oldest
    FROM stage_state WHERE catalog_id = ${catalogId}::uuid GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}

export interface FailedUnit {
  unitId: string;
  failure: string;
  attempts: number;
  updatedAt: Date;
}

/** A page of failed units with their reasons, by id. */
export async function findFailedUnits(
  catalogId: string,
  stage: QueueName,
  page: { after?: string; limit: number },
): Promise<FailedUnit[]> {
  return db().$queryRaw<FailedUnit[]>`
    SELECT unit_id AS "unitId", coalesce(failure, '') AS failure, attempts, updated_at AS "updatedAt"
    FROM stage_state
    WHERE catalog_id = ${catalogId}::uuid AND stage = ${stage} AND state = 'failed' AND unit_id > ${page.after ?? ''}
    ORDER BY unit_id LIMIT ${page.limit}`;
}

/** Puts failed units of a stage back to waiting; returns how many. */
export async function retryFailedUnits(tx: Tx, catalogId: string, stage: QueueName): Promise<number> {
  return tx.$executeRaw`
    UPDATE stage_state SET state = 'waiting', attempts = 0, failure = NULL, generation = generation + 1,
      run_after = now(), updated_at = now()
    WHERE catalog_id = ${catalogId}::uuid AND stage = ${stage} AND state = 'failed'`;
}

/** Why units of a catalog failed or are parked: the three most frequent reasons of each stage. */
export async function countReasons(
  catalogId: string,
): Promise<{ stage: string; reason: string; count: number }[]> {
  return db().$queryRaw<{ stage: string; reason: string; count: number }[]>`
    SELECT stage, reason, count FROM (
      SELECT stage, failure AS reason, count(*)::int AS count,
        row_number() OVER (PARTITION BY stage ORDER BY count(*) DESC, failure) AS place
      FROM stage_state
      WHERE catalog_id = ${catalogId}::uuid AND failure IS NOT NULL AND state IN ('failed', 'waiting')
      GROUP BY stage, failure
    ) AS ranked WHERE place <= 3 ORDER BY stage, place`;
}
