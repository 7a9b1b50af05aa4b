import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { importTaxonomy } from '#server/catalog/import-taxonomy.ts';
import { findUpload, resolveStored } from '#server/catalog/keep-upload.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { diffTaxonomies } from './rules-diff.ts';
import { type MigrationOutcome, type PlanMigration, planMigrationSchema } from './schema.ts';
import { hasOpenMigration, insertMigration, readCatalogTaxonomy, readNodes } from './store.ts';

/**
 * Reads a new version of a catalog's taxonomy from an upload and drafts the way there. Nothing changes for anybody before
 * the draft is applied; one draft a catalog.
 */
export async function planMigration(actor: Actor, input: PlanMigration): Promise<MigrationOutcome> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, uploadId, fileName } = planMigrationSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const current = await readCatalogTaxonomy(catalogId);
  if (!current) return { ok: false, reason: 'no-taxonomy' };
  if (await hasOpenMigration(catalogId)) return { ok: false, reason: 'draft-open' };
  const stored = await findUpload(actor, uploadId);
  if (!stored) return { ok: false, reason: 'no-such-upload' };
  const imported = await importTaxonomy(actor, {
    name: current.taxonomy,
    fileName,
    path: resolveStored(stored),
  });
  if (!imported.ok) return { ok: false, reason: 'unreadable', problem: imported.reason };
  const { taxonomyVersionId } = imported;
  if (taxonomyVersionId === current.versionId) return { ok: false, reason: 'same-version' };
  const [before, after] = await Promise.all([readNodes(current.versionId), readNodes(taxonomyVersionId)]);
  const mappings = diffTaxonomies(before, after);
  const id = newId();
  await inTransaction(async (tx) => {
    const versions = { fromVersionId: current.versionId, toVersionId: taxonomyVersionId };
    await insertMigration(tx, { id, catalogId, ...versions, createdBy: actor.name }, mappings);
    await recordAudit(tx, actor, {
      event: 'taxonomy.migration-planned',
      catalogId,
      subject: id,
      detail: versions,
    });
  });
  return { ok: true, migrationId: id };
}
