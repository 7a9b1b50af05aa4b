/**
 * Carries products and labels to the new version, some thousand at a time, each batch in one transaction: nobody waits for
 * more than a batch, and a worker that is killed goes on after the last one. Categories of the two versions have different
 * ids, so what was carried is known by itself and is never carried twice.
 */
import { recordAudit } from '#server/audit/record-audit.ts';
import { systemActor } from '#server/auth/actor.ts';
import type { TaxonomyMigration } from '#server/db/generated/client.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { setNotApplicable, wakeUnits, wakeUnitsOf } from '#server/jobs/stage-event.ts';
import { insertTraining } from '#server/training/start-training.ts';
import type { CarryCounts } from './schema.ts';
import { advanceMigration, endMigration, findApplying, readProductsAfter } from './store.ts';
import {
  askAnew,
  carryLabels,
  carryProducts,
  disputedDecisions,
  renewWaiting,
  withdrawOld,
} from './store-carry.ts';

/** A quarter of a second on the embedded database, where every other transaction waits so long. */
const batchProducts = 1000;
const seed = 1;

const countsOf = (migration: TaxonomyMigration): CarryCounts => ({
  ...{ products: 0, labels: 0, asked: 0 },
  ...(migration.counts as Partial<CarryCounts>),
});

/** One batch; false when every product was carried. */
async function carryBatch(tx: Tx, id: string, size: number): Promise<boolean> {
  const migration = await findApplying(tx, id);
  if (!migration) return false;
  const { catalogId } = migration;
  const productIds = await readProductsAfter(tx, catalogId, migration.carriedTo, size);
  if (productIds.length === 0) return false;
  const of = { migrationId: id, catalogId, productIds };
  const counts = countsOf(migration);
  const withdrawn = await withdrawOld(tx, of);
  const asked = await askAnew(tx, of);
  const labels = await carryLabels(tx, of);
  const products = await carryProducts(tx, of);
  await renewWaiting(tx, of);
  await setNotApplicable(tx, { catalogId, stage: 'review-category', unitIds: withdrawn });
  await wakeUnits(tx, { catalogId, stage: 'review-category', unitIds: asked });
  await advanceMigration(tx, id, productIds[productIds.length - 1], {
    products: counts.products + products,
    labels: counts.labels + labels,
    asked: counts.asked + asked.length,
  });
  return true;
}

/** Everything is over: some labels agree now, and a model that knows the new categories is asked for. */
async function end(tx: Tx, id: string): Promise<void> {
  const migration = await findApplying(tx, id);
  if (!migration) return;
  const { catalogId } = migration;
  const actor = systemActor('taxonomy');
  const counts = countsOf(migration);
  await wakeUnitsOf(tx, { catalogId, stage: 'label', select: disputedDecisions(catalogId) });
  await insertTraining(tx, actor, { catalogId, seed, because: 'asked' });
  await endMigration(tx, id, { state: 'applied', counts: { ...counts } });
  await recordAudit(tx, actor, { event: 'taxonomy.migrated', catalogId, subject: id, detail: { ...counts } });
}

/** Batch by batch, until all are carried or the worker stops; returns whether all are. */
export async function carryAll(id: string, signal: AbortSignal, size = batchProducts): Promise<boolean> {
  while (!signal.aborted) if (!(await inTransaction((tx) => carryBatch(tx, id, size)))) return true;
  return false;
}

export const handle: StageHandler = async ({ unitIds: [id], signal }) => {
  if (!(await carryAll(id, signal)))
    return { later: { unitIds: [id], reason: 'the worker stops', retryAfterMs: 0 } };
  return { done: [id], wakes: [], write: (tx) => end(tx, id) };
};
