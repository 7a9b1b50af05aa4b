/** Reads the text columns of a table for an evaluation, and refuses those that would tell the answer. */
import { findLeaks } from '#server/evaluation/leaking-columns.ts';
import type { InputRows } from '#server/evaluation/score-levels.ts';
import { tableDocuments } from '#server/evaluation/table-documents.ts';
import { ModelFileError } from '#server/inference/session.ts';
import { openTextEncoder } from '#server/inference/text-encoder.ts';
import { withoutMadeUpNames } from '#server/ml/text/attribute-text.ts';
import type { Table } from '#server/tables/read-table.ts';
import { UsageError } from './command.ts';
import { logLine, type Options } from './options.ts';

/** Text columns that may be read: named, present, not ignored, and not telling the answer. */
export function usedColumns(table: Table, options: Options, labels: string[]): string[] {
  const asked = options.list('text');
  if (asked.length === 0) {
    if (options.text('image')) return [];
    throw new UsageError('--text is missing');
  }
  const ignored = new Set(options.list('ignore').map((name) => name.toLowerCase()));
  const only = new Set(options.list('columns').map((name) => name.toLowerCase()));
  const leaks = new Map(
    findLeaks(table, labels, asked).map((leak) => [leak.column.toLowerCase(), leak.reason]),
  );
  const used = asked.filter((name) => {
    const lower = name.toLowerCase();
    if (!table.has(name))
      throw new UsageError(`--text: no column ${name}; there are ${table.columns.join(', ')}`);
    const reason = leaks.get(lower);
    if (reason) logLine(`column ${name} is left out: it ${reason}`);
    return !reason && !ignored.has(lower) && (only.size === 0 || only.has(lower));
  });
  if (used.length === 0 && !options.text('image')) throw new UsageError('no text column is left to read');
  return used;
}

export function readDocuments(table: Table, columns: string[]): InputRows {
  return { documents: tableDocuments(table, columns), pictures: null };
}

/** Encodes the text of a table's rows by the encoder of --text-encoder; undefined where none is plugged in. */
export type EncodeTexts = (input: InputRows) => Promise<InputRows['encodings']>;

export async function openTextEncodings(options: Options): Promise<EncodeTexts> {
  const manifest = options.optionalFile('text-encoder');
  if (!manifest) return async () => undefined;
  const encoder = await openTextEncoder(manifest).catch((error: Error) => {
    throw error instanceof ModelFileError ? new UsageError(error.message) : error;
  });
  return async ({ documents }) => {
    const startedAt = performance.now();
    const vectors = await encoder.encode(
      documents.map((fields) => fields.filter(Boolean).map(withoutMadeUpNames).join('. ')),
    );
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    logLine(`${vectors.filter(Boolean).length} of ${vectors.length} texts encoded in ${seconds} s`);
    return vectors;
  };
}

/** Label columns named by --labels; at least one. */
export function labelColumns(options: Options): string[] {
  const labels = options.list('labels');
  if (labels.length === 0) throw new UsageError('--labels is missing');
  return labels;
}
