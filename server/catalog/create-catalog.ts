import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { letIntoCatalog } from './store-access.ts';
import { createCatalogRow, findCatalogByName } from './store-taxonomy.ts';

export type CreateCatalogOutcome =
  | { ok: true; catalogId: string }
  | { ok: false; reason: 'name-taken'; catalogId: string };

/** A new, empty catalog. It gets its taxonomy by `importTaxonomy`. */
export async function createCatalog(
  actor: Actor,
  input: { name: string; defaultLocale?: string },
): Promise<CreateCatalogOutcome> {
  const known = await findCatalogByName(input.name);
  if (known) return { ok: false, reason: 'name-taken', catalogId: known };
  const catalogId = newId();
  await inTransaction(async (tx) => {
    await createCatalogRow(tx, {
      id: catalogId,
      name: input.name,
      defaultLocale: input.defaultLocale ?? 'en',
    });
    // Admins see every catalog; anybody else would lose sight of the one they have just made.
    if (actor.kind === 'person') await letIntoCatalog(tx, actor.id, catalogId);
    await recordAudit(tx, actor, { event: 'catalog.created', catalogId, detail: { name: input.name } });
  });
  return { ok: true, catalogId };
}
