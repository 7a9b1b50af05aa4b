/** Training schedules, and what they look at. */
import { db } from '#server/db/client.ts';
import type { TrainingSchedule } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';

export async function findSchedule(catalogId: string): Promise<TrainingSchedule | null> {
  return db().trainingSchedule.findUnique({ where: { catalogId } });
}

export async function saveSchedule(tx: Tx, row: Omit<TrainingSchedule, 'setAt'>): Promise<void> {
  const { catalogId, ...change } = row;
  await tx.trainingSchedule.upsert({
    where: { catalogId },
    create: row,
    update: { ...change, setAt: new Date() },
  });
}

/** Catalogs that train by themselves. */
export async function readScheduled(): Promise<string[]> {
  const rows = await db().trainingSchedule.findMany({
    where: { isOn: true },
    select: { catalogId: true },
    orderBy: { catalogId: 'asc' },
  });
  return rows.map((row) => row.catalogId);
}

/** A schedule that is on, held until the transaction ends: two workers start one run. */
export async function lockSchedule(tx: Tx, catalogId: string): Promise<TrainingSchedule | null> {
  await tx.$queryRaw`SELECT catalog_id FROM training_schedule WHERE catalog_id = ${catalogId}::uuid FOR UPDATE`;
  return tx.trainingSchedule.findUnique({ where: { catalogId, isOn: true } });
}

export interface SinceLastRun {
  lastRunAt: Date | null;
  hoursSince: number | null;
  /** A run waits or works now. */
  isBusy: boolean;
  newLabels: number;
  hasChanged: boolean;
}

/** What came since the last run of a categorizer was asked for, whatever became of it; models from elsewhere do not count. */
export async function readSinceLastRun(catalogId: string, tx: Tx | null = null): Promise<SinceLastRun> {
  const [row] = await (tx ?? db()).$queryRaw<SinceLastRun[]>`
    WITH last AS (
      SELECT max(created_at) AS at, coalesce(bool_or(state IN ('waiting', 'running')), false) AS busy FROM training_run
      WHERE catalog_id = ${catalogId}::uuid AND kind = 'categorizer' AND config->'external' IS NULL),
    fresh AS (
      SELECT count(*)::int AS labels FROM label, last WHERE catalog_id = ${catalogId}::uuid AND kind = 'category'
        AND state <> 'excluded' AND (last.at IS NULL OR created_at > last.at))
    SELECT last.at AS "lastRunAt", (extract(epoch FROM now() - last.at) / 3600)::float8 AS "hoursSince", last.busy AS "isBusy",
      fresh.labels AS "newLabels",
      fresh.labels > 0 OR EXISTS (SELECT FROM product WHERE catalog_id = ${catalogId}::uuid
        AND (last.at IS NULL OR updated_at > last.at)) AS "hasChanged"
    FROM last, fresh`;
  return row;
}
