import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { streamRows } from '#server/tables/stream-rows.ts';
import {
  type ParsedTaxonomy,
  parseParentChild,
  parsePaths,
  parsePathTaxonomy,
  placeCategories,
  type TaxonomyFormat,
} from './parse-taxonomy.ts';
import { findVersion, insertVersion, setCatalogTaxonomy } from './store-taxonomy.ts';

export interface ImportTaxonomyInput {
  /** The taxonomy's name; files with other bytes become further versions of it. */
  name: string;
  /** First locale's file. */
  path: string;
  format?: TaxonomyFormat;
  locale?: string;
  /** Further locales of the same taxonomy (Google and Shopify have one file a locale). */
  others?: { locale: string; path: string }[];
  /** Keep only this many levels. */
  cutLevel?: number;
  /** For `paths`: the columns of a feed that hold the levels from the root, or one that holds whole paths. */
  columns?: string[];
  separator?: string;
  /** Makes the version the catalog's own. */
  catalogId?: string;
}

export type ImportTaxonomyOutcome =
  | { ok: true; taxonomyVersionId: string; categories: number }
  | { ok: false; reason: string };

async function guessFormat(file: string): Promise<TaxonomyFormat> {
  if (/\.(csv|tsv|jsonl|parquet)$/i.test(file)) return 'parent-child';
  return (await readFile(file, 'utf8')).includes('gid://shopify/') ? 'shopify' : 'google';
}

async function readRows(file: string): Promise<Record<string, string | null>[]> {
  const rows: Record<string, string | null>[] = [];
  for await (const batch of streamRows(file)) for (const row of batch.rows) rows.push(row.values);
  return rows;
}

/** The names of a row's category from the root, cut at the level asked for. */
function feedPath(
  row: Record<string, string | null>,
  { columns = [], separator = ' > ', cutLevel }: ImportTaxonomyInput,
): string[] {
  const cells = columns.map((column) => row[column]?.trim() ?? '');
  const names = cells.length === 1 ? cells[0].split(separator).map((name) => name.trim()) : cells;
  return names.filter(Boolean).slice(0, cutLevel);
}

async function parse(
  input: ImportTaxonomyInput,
  format: TaxonomyFormat,
  locale: string,
): Promise<ParsedTaxonomy> {
  if (format === 'parent-child') return parseParentChild(await readRows(input.path), locale);
  if (format === 'paths') {
    const rows = await readRows(input.path);
    return parsePaths(
      rows.map((row) => feedPath(row, input)),
      locale,
    );
  }
  const others = await Promise.all(
    (input.others ?? []).map(async (other) => ({
      locale: other.locale,
      text: await readFile(other.path, 'utf8'),
    })),
  );
  return parsePathTaxonomy(await readFile(input.path, 'utf8'), locale, others, input.cutLevel);
}

/** Reads a taxonomy into a new version; the same bytes again are the same version. Paths are files of this machine. */
export async function importTaxonomy(
  actor: Actor,
  input: ImportTaxonomyInput,
): Promise<ImportTaxonomyOutcome> {
  const format = input.format ?? (await guessFormat(input.path));
  const parsed = await parse(input, format, input.locale ?? 'en');
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
          label: path.basename(input.path),
          format,
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
