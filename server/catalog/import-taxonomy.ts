import { createHash } from 'node:crypto';
import path from 'node:path';
import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { placeCategories } from './parse-taxonomy.ts';
import { readTaxonomyFile, type TaxonomyFile } from './read-taxonomy-file.ts';
import { findVersion, insertVersion, setCatalogTaxonomy } from './store-taxonomy.ts';

export interface ImportTaxonomyInput extends TaxonomyFile {
  /** The taxonomy's name; files with other bytes become further versions of it. */
  name: string;
  /** What people call the file, where it is kept under a name of ours. */
  fileName?: string;
  /** Makes the version the catalog's own. */
  catalogId?: string;
}

export type ImportTaxonomyOutcome =
  | { ok: true; taxonomyVersionId: string; categories: number }
  | { ok: false; reason: string };

/** Reads a taxonomy into a new version; the same bytes again are the same version. Paths are files of this machine. */
export async function importTaxonomy(
  actor: Actor,
  input: ImportTaxonomyInput,
): Promise<ImportTaxonomyOutcome> {
  const parsed = await readTaxonomyFile(input);
  if (!parsed.ok) return parsed;
  const placed = placeCategories(parsed.categories);
  if (!placed.ok) return placed;
  const sha256 = createHash('sha256').update(JSON.stringify(placed.categories)).digest('hex');
  return inTransaction(
    async (tx) => {
      const known = await findVersion(tx, input.name, sha256);
      const taxonomyVersionId =
        known ??
        (await insertVersion(tx, {
          taxonomyName: input.name,
          label: input.fileName ?? path.basename(input.path),
          format: parsed.format,
          sha256,
          levels: placed.levels,
          categories: placed.categories,
        }));
      if (input.catalogId) await setCatalogTaxonomy(tx, input.catalogId, taxonomyVersionId);
      await recordAudit(tx, actor, {
        event: 'taxonomy.imported',
        catalogId: input.catalogId,
        subject: taxonomyVersionId,
        detail: { name: input.name, categories: placed.categories.length },
      });
      return { ok: true, taxonomyVersionId, categories: placed.categories.length };
    },
    { timeoutMs: 120_000 },
  );
}
