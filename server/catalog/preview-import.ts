import type { Actor } from '#server/auth/actor.ts';
import { detectFormat } from '#server/tables/format.ts';
import { readTable } from '#server/tables/read-table.ts';
import { TableError } from '#server/tables/table-error.ts';
import { guessMapping } from './guess-mapping.ts';
import { findUpload, resolveStored } from './keep-upload.ts';
import type { ImportPreview } from './schema.ts';

const previewRows = 50;

export type PreviewOutcome = { ok: true; preview: ImportPreview } | { ok: false; reason: string };

/** The first rows of an uploaded feed, with a guess of what its columns mean. */
export async function previewImport(actor: Actor, uploadId: string): Promise<PreviewOutcome> {
  const stored = await findUpload(actor, uploadId);
  if (!stored) return { ok: false, reason: 'the upload is gone' };
  try {
    const file = resolveStored(stored);
    const table = await readTable(file, { limit: previewRows });
    const cells = new Map(table.columns.map((column) => [column, table.column(column)]));
    const rows = Array.from({ length: table.rowCount }, (_, at) =>
      Object.fromEntries(table.columns.map((column) => [column, cells.get(column)?.[at] ?? null])),
    );
    return {
      ok: true,
      preview: {
        format: await detectFormat(file),
        columns: table.columns,
        rows,
        rejects: table.rejects.length,
        mapping: guessMapping(table.columns, rows),
      },
    };
  } catch (error) {
    if (error instanceof TableError) return { ok: false, reason: error.message.replace(/: \/\S+$/, '') };
    throw error;
  }
}
