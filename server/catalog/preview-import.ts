import path from 'node:path';
import type { Actor } from '#server/auth/actor.ts';
import { detectFormat } from '#server/tables/format.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { TableError } from '#server/tables/table-error.ts';
import { maySeeCatalog } from './current-catalog.ts';
import { guessLanguage } from './guess-language.ts';
import { guessMapping } from './guess-mapping.ts';
import { findUpload, resolveStored } from './keep-upload.ts';
import type { RowValues } from './map-row.ts';
import { categoryResolver } from './resolve-category.ts';
import { checkRows } from './rules-check.ts';
import type { CellProblem, CheckRequest, ImportPreview } from './schema.ts';
import { readCategoryKeys } from './store-taxonomy.ts';

const previewRows = 50;
const rejectsShown = 20;

/** `reason`: a code, or what a reader says about the file. */
export type PreviewOutcome = { ok: true; preview: ImportPreview } | { ok: false; reason: string };
export type CheckOutcome = { ok: true; problems: CellProblem[] } | { ok: false; reason: string };

/** A table's complaint without the path of this machine: people know the file by another name. */
export function withoutPath(message: string, file: string): string {
  return message
    .replaceAll(path.resolve(file), 'the file')
    .replace(/^the file: /, '')
    .replace(/: the file$/, '');
}

function rowsOf(table: Table): RowValues[] {
  const cells = new Map(table.columns.map((column) => [column, table.column(column)]));
  return Array.from({ length: table.rowCount }, (_, at) =>
    Object.fromEntries(table.columns.map((column) => [column, cells.get(column)?.[at] ?? null])),
  );
}

async function readHead(actor: Actor, uploadId: string): Promise<{ file: string; table: Table } | string> {
  const stored = await findUpload(actor, uploadId);
  if (!stored) return 'no-such-upload';
  const file = resolveStored(stored);
  try {
    return { file, table: await readTable(file, { limit: previewRows }) };
  } catch (error) {
    if (error instanceof TableError) return withoutPath(error.message, file);
    throw error;
  }
}

/** The first rows of an uploaded feed, with a guess of what its columns mean. */
export async function previewImport(actor: Actor, uploadId: string): Promise<PreviewOutcome> {
  const head = await readHead(actor, uploadId);
  if (typeof head === 'string') return { ok: false, reason: head };
  const { file, table } = head;
  if (table.rowCount === 0 && table.rejects.length === 0) return { ok: false, reason: 'no-rows' };
  const rows = rowsOf(table);
  const mapping = guessMapping(table.columns, rows);
  const locale = await guessLanguage(mapping, rows);
  return {
    ok: true,
    preview: {
      format: await detectFormat(file),
      columns: table.columns,
      rows,
      rejects: table.rejects.slice(0, rejectsShown).map(({ line, reason }) => ({ line, reason })),
      mapping: locale ? { ...mapping, locale } : mapping,
    },
  };
}

/** What an import with this mapping would make of the rows of the preview, cell by cell. */
export async function checkImport(actor: Actor, request: CheckRequest): Promise<CheckOutcome> {
  const { uploadId, mapping, catalogId } = request;
  if (catalogId && !(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const head = await readHead(actor, uploadId);
  if (typeof head === 'string') return { ok: false, reason: head };
  const keys = catalogId ? await readCategoryKeys(catalogId) : [];
  const problems = checkRows(rowsOf(head.table), {
    mapping,
    resolve: categoryResolver(keys),
    hasTaxonomy: keys.length > 0,
  });
  return { ok: true, problems };
}
