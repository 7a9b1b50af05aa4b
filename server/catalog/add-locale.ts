import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { findUpload, resolveStored } from './keep-upload.ts';
import { placeCategories } from './parse-taxonomy.ts';
import { readTaxonomyFile } from './read-taxonomy-file.ts';
import type { AddLocale, AddLocaleOutcome } from './schema-taxonomy.ts';
import { readNodes, upsertNames } from './store-locale.ts';

/**
 * Gives the categories of a catalog's taxonomy names in a further language, found by their ids; names that are there
 * already in it are replaced. A category that the file leaves out keeps its first name in the paths of others.
 */
export async function addLocale(actor: Actor, input: AddLocale): Promise<AddLocaleOutcome> {
  const stored = await findUpload(actor, input.uploadId);
  if (!stored) return { ok: false, reason: 'no-upload' };
  const { taxonomyVersionId, nodes } = await readNodes(input.catalogId);
  if (!taxonomyVersionId) return { ok: false, reason: 'no-taxonomy' };
  const read = await readTaxonomyFile({ path: resolveStored(stored), locale: input.locale });
  if (!read.ok) return { ok: false, reason: 'unreadable', detail: read.reason };
  const names = new Map(
    read.categories.flatMap((category) => {
      const name = category.names[input.locale];
      return name ? [[category.code, name] as const] : [];
    }),
  );
  const own = nodes.map((node) => ({
    ...node,
    names: {
      own: node.name,
      ...(names.has(node.code) ? { [input.locale]: names.get(node.code) ?? '' } : {}),
    },
  }));
  const named = own.filter((node) => names.has(node.code)).length;
  if (named === 0) return { ok: false, reason: 'no-id-known' };
  const placed = placeCategories(own);
  if (!placed.ok) throw new Error(`a stored taxonomy does not stand: ${placed.reason}`);
  await inTransaction(
    async (tx) => {
      await upsertNames(tx, taxonomyVersionId, input.locale, placed.categories);
      await recordAudit(tx, actor, {
        event: 'taxonomy.named',
        catalogId: input.catalogId,
        subject: taxonomyVersionId,
        detail: { locale: input.locale, named },
      });
    },
    { timeoutMs: 120_000 },
  );
  return { ok: true, named, of: nodes.length, unknown: names.size - named };
}
