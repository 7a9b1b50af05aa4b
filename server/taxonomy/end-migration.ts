import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { setCatalogTaxonomy } from '#server/catalog/store-taxonomy.ts';
import type { TaxonomyMigration } from '#server/db/generated/client.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { setNotApplicable, wakeUnits, wakeUnitsOf } from '#server/jobs/stage-event.ts';
import { insertTraining } from '#server/training/start-training.ts';
import { visibleMigration } from './decide-mapping.ts';
import type { EndOutcome } from './schema.ts';
import { countOpen, endMigration, lockDraft, readCatalogTaxonomy } from './store.ts';
import {
  askAnew,
  carryLabels,
  carryProducts,
  carryRest,
  disputedDecisions,
  renewWaiting,
  retireModel,
  withdrawOld,
} from './store-carry.ts';

const seed = 1;

async function carry(tx: Tx, actor: Actor, migration: TaxonomyMigration): Promise<EndOutcome> {
  const { id, catalogId, toVersionId } = migration;
  const of = { migrationId: id, catalogId };
  const asked = await askAnew(tx, of);
  const withdrawn = await withdrawOld(tx, of);
  const labels = await carryLabels(tx, of);
  const products = await carryProducts(tx, of);
  await renewWaiting(tx, of);
  await carryRest(tx, of);
  await setCatalogTaxonomy(tx, catalogId, toVersionId);
  await retireModel(tx, of);
  await setNotApplicable(tx, { catalogId, stage: 'review-category', unitIds: withdrawn });
  await wakeUnits(tx, { catalogId, stage: 'review-category', unitIds: asked });
  await wakeUnitsOf(tx, { catalogId, stage: 'label', select: disputedDecisions(catalogId) });
  await insertTraining(tx, actor, { catalogId, seed, because: 'asked' });
  const counts = { products, labels, asked: asked.length };
  await endMigration(tx, id, { state: 'applied', endedBy: actor.name, counts });
  await recordAudit(tx, actor, { event: 'taxonomy.migrated', catalogId, subject: id, detail: counts });
  return { ok: true, counts };
}

/**
 * Applies a draft, all of it in one transaction, or discards it. Refused while a used category has no answer, or where the
 * catalog has another version than the draft began from. Applying asks for a training run: the model in use answers in the
 * old categories and rests.
 */
export async function endMigrationAs(
  actor: Actor,
  asked: { migrationId: string; act: 'apply' | 'discard' },
): Promise<EndOutcome> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  if (!(await visibleMigration(actor, asked.migrationId))) return { ok: false, reason: 'unknown-migration' };
  return inTransaction(
    async (tx) => {
      const migration = await lockDraft(tx, asked.migrationId);
      if (!migration) return { ok: false, reason: 'unknown-migration' };
      const { id, catalogId } = migration;
      if (asked.act === 'discard') {
        await endMigration(tx, id, { state: 'discarded', endedBy: actor.name, counts: {} });
        await recordAudit(tx, actor, { event: 'taxonomy.migration-discarded', catalogId, subject: id });
        return { ok: true, counts: { products: 0, labels: 0, asked: 0 } };
      }
      const current = await readCatalogTaxonomy(catalogId, tx);
      if (current?.versionId !== migration.fromVersionId) return { ok: false, reason: 'changed' };
      if ((await countOpen(migration, tx)) > 0) return { ok: false, reason: 'open-questions' };
      return carry(tx, actor, migration);
    },
    { timeoutMs: 300_000 },
  );
}
