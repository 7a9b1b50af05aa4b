/** Writes an export: ids frozen in a short transaction, then a slice at a time to a file, with bounded memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { StageHandler, StageResult } from '#server/jobs/define-job.ts';
import { jsonLinesToParquet } from '#server/tables/write-parquet.ts';
import { csvLine } from './csv-line.ts';
import { exportColumns } from './export-columns.ts';
import { type ExportFormat, type ExportWhat, exportRequestSchema } from './schema.ts';
import {
  type ExportRecord,
  findExportRun,
  finishExport,
  freezeExport,
  readExportSlice,
  setExportProgress,
} from './store-exports.ts';

const sliceRows = 1000;
const keepDays = 7;

interface Export {
  id: string;
  what: ExportWhat;
  format: ExportFormat;
  total: number;
}

function render(rows: readonly ExportRecord[], { what, format }: Export): string {
  const columns = Object.keys(exportColumns[what]);
  if (format === 'csv') return rows.map((row) => csvLine(columns.map((column) => row[column]))).join('');
  return rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`,
    )
    .join('');
}

async function writeRows(
  file: FileHandle,
  run: Export,
  signal: AbortSignal,
): Promise<'written' | 'cancelled' | 'stopped'> {
  // The mark tells spreadsheets that the text is UTF-8.
  if (run.format === 'csv') await file.write(`\ufeff${csvLine(Object.keys(exportColumns[run.what]))}`);
  for (let at = 0; at < run.total; at += sliceRows) {
    if (signal.aborted) return 'stopped';
    await file.write(render(await readExportSlice(run, at, at + sliceRows), run));
    const { cancelled } = await setExportProgress(run.id, Math.min(run.total, at + sliceRows));
    if (cancelled) return 'cancelled';
  }
  return 'written';
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}

async function finish(run: Export, written: string): Promise<StageResult> {
  const name = `${run.id}.${run.format}`;
  const target = path.join(path.dirname(written), name);
  if (run.format === 'parquet') await jsonLinesToParquet(written, `${target}.part`, exportColumns[run.what]);
  await rename(run.format === 'parquet' ? `${target}.part` : written, target);
  const [sha256, { size }] = await Promise.all([hashFile(target), stat(target)]);
  const expiresAt = new Date(Date.now() + keepDays * 86_400_000);
  return {
    done: [run.id],
    wakes: [],
    write: (tx) =>
      finishExport(tx, run.id, {
        state: 'done',
        storedPath: `exports/${name}`,
        sha256,
        bytes: BigInt(size),
        expiresAt,
      }),
  };
}

export const handle: StageHandler = async ({ catalogId, unitIds: [id], signal }) => {
  const row = await findExportRun(id);
  if (!row || ['done', 'cancelled', 'expired'].includes(row.state)) return { notApplicable: [id] };
  const request = exportRequestSchema.parse(row);
  const total = await inTransaction((tx) => freezeExport(tx, { id, catalogId, ...request }), {
    timeoutMs: 120_000,
  });
  const run: Export = { id, what: request.what, format: request.format, total };
  const folder = path.join(dataDir(), 'exports');
  await mkdir(folder, { recursive: true });
  const scratch = path.join(folder, `${id}.rows`);
  try {
    const file = await open(scratch, 'w');
    const end = await writeRows(file, run, signal).finally(() => file.close());
    if (end === 'stopped') return { later: { unitIds: [id], reason: 'the worker stops', retryAfterMs: 0 } };
    if (end === 'cancelled')
      return { notApplicable: [id], write: (tx) => finishExport(tx, id, { state: 'cancelled' }) };
    return await finish(run, scratch);
  } finally {
    await rm(scratch, { force: true });
  }
};
