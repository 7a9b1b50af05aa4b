import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import type { TaxonomyMigration } from '#server/db/generated/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import {
  type DecideMapping,
  decideMappingSchema,
  type MappingOutcome,
  type MigrationPage,
  type NewCategory,
} from './schema.ts';
import {
  findDraft,
  findMigration,
  isPlaceFor,
  lockDraft,
  readApplying,
  readDraftView,
  readHistory,
  decideMapping as saveMapping,
  searchNew,
} from './store.ts';

/** A migration that this actor may see; null else. */
export async function visibleMigration(actor: Actor, id: string): Promise<TaxonomyMigration | null> {
  const migration = await findMigration(id);
  return migration && (await maySeeCatalog(actor, migration.catalogId)) ? migration : null;
}

/** Says where a category of the old version goes: to one of the new, or product by product. */
export async function decideMapping(actor: Actor, input: DecideMapping): Promise<MappingOutcome> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { migrationId, fromId, toId, perProduct } = decideMappingSchema.parse(input);
  const migration = await visibleMigration(actor, migrationId);
  if (!migration) return { ok: false, reason: 'unknown-migration' };
  if (toId && !(await isPlaceFor(migration.toVersionId, toId, fromId)))
    return { ok: false, reason: 'unknown-category' };
  return inTransaction(async (tx) => {
    if (!(await lockDraft(tx, migrationId))) return { ok: false, reason: 'unknown-migration' };
    const answer = { toId, perProduct, decidedBy: actor.name };
    if (!(await saveMapping(tx, { migrationId, fromId }, answer)))
      return { ok: false, reason: 'unknown-category' };
    await recordAudit(tx, actor, {
      event: 'taxonomy.mapped',
      catalogId: migration.catalogId,
      subject: migrationId,
      detail: { fromId, toId, perProduct },
    });
    return { ok: true };
  });
}

export async function readMigrations(catalogId: string): Promise<MigrationPage> {
  const [draft, applying, history] = await Promise.all([
    findDraft(catalogId),
    readApplying(catalogId),
    readHistory(catalogId),
  ]);
  return { draft: draft ? await readDraftView(draft) : null, applying, history };
}

/** Leaves of the new version by words of their paths. */
export async function searchNewCategories(actor: Actor, id: string, words: string): Promise<NewCategory[]> {
  const migration = await visibleMigration(actor, id);
  return migration ? searchNew(migration.toVersionId, words) : [];
}
