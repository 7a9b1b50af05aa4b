import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { setCatalogTaxonomy } from '#server/catalog/store-taxonomy.ts';
import type { TaxonomyMigration } from '#server/db/generated/client.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { visibleMigration } from './decide-mapping.ts';
import type { EndOutcome } from './schema.ts';
import { beginMigration, countOpen, endMigration, lockDraft, readCatalogTaxonomy } from './store.ts';
import { carryRest, retireModel } from './store-carry.ts';

/** The catalog has the new version from here on; its products and labels follow in batches (carry-taxonomy.handler.ts). */
async function begin(tx: Tx, actor: Actor, migration: TaxonomyMigration): Promise<EndOutcome> {
  const { id, catalogId, toVersionId } = migration;
  await carryRest(tx, { migrationId: id, catalogId });
  await setCatalogTaxonomy(tx, catalogId, toVersionId);
  await retireModel(tx, catalogId);
  await beginMigration(tx, id, actor.name);
  await wakeUnits(tx, { catalogId, stage: 'carry-taxonomy', unitIds: [id] });
  await recordAudit(tx, actor, { event: 'taxonomy.migration-begun', catalogId, subject: id });
  return { ok: true };
}

/**
 * Applies a draft or discards it. Refused while a used category has no answer, or where the catalog has another version
 * than the draft began from. The catalog has the new version at once; products and labels are carried over in batches by
 * the worker, which then asks for a training run: the model in use answers in the old categories and rests.
 */
export async function endMigrationAs(
  actor: Actor,
  asked: { migrationId: string; act: 'apply' | 'discard' },
): Promise<EndOutcome> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  if (!(await visibleMigration(actor, asked.migrationId))) return { ok: false, reason: 'unknown-migration' };
  return inTransaction(async (tx) => {
    const migration = await lockDraft(tx, asked.migrationId);
    if (!migration) return { ok: false, reason: 'unknown-migration' };
    const { id, catalogId } = migration;
    if (asked.act === 'discard') {
      await endMigration(tx, id, { state: 'discarded', endedBy: actor.name, counts: {} });
      await recordAudit(tx, actor, { event: 'taxonomy.migration-discarded', catalogId, subject: id });
      return { ok: true };
    }
    const current = await readCatalogTaxonomy(catalogId, tx);
    if (current?.versionId !== migration.fromVersionId) return { ok: false, reason: 'changed' };
    if ((await countOpen(migration, tx)) > 0) return { ok: false, reason: 'open-questions' };
    return begin(tx, actor, migration);
  });
}
