/** Writes exports: ids frozen in a short transaction, then a slice at a time to a file, with bounded memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { StageHandler, StageResult } from '#server/jobs/define-job.ts';
import { type ExportFormat, type ExportWhat, exportRequestSchema } from './schema.ts';
import {
  type ExportRecord,
  findExportRun,
  finishExport,
  freezeExport,
  readExportSlice,
  readFrozenIds,
  setExportProgress,
} from './store-exports.ts';
import { fileEnding, openSink, type Sink } from './write-export.ts';

const sliceRows = 1000;
const keepDays = 7;

interface Export {
  id: string;
  catalogId: string;
  what: ExportWhat;
  format: ExportFormat;
  total: number;
}

/** Rows of merged records by their ids, which are worked out above labels. */
export type ReadRecords = (catalogId: string, recordIds: string[]) => Promise<ExportRecord[]>;

async function readSlice(run: Export, readRecords: ReadRecords, from: number): Promise<ExportRecord[]> {
  const to = from + sliceRows;
  if (run.what !== 'records') return readExportSlice({ id: run.id, what: run.what }, from, to);
  return readRecords(run.catalogId, await readFrozenIds(run.id, from, to));
}

async function writeRows(
  sink: Sink,
  run: Export,
  readRecords: ReadRecords,
  signal: AbortSignal,
): Promise<'written' | 'cancelled' | 'stopped'> {
  for (let at = 0; at < run.total; at += sliceRows) {
    if (signal.aborted) return 'stopped';
    await sink.write(await readSlice(run, readRecords, at));
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

async function finish(run: Export, sink: Sink, folder: string): Promise<StageResult> {
  const name = `${run.id}.${fileEnding[run.format]}`;
  const target = path.join(folder, name);
  await sink.finish(`${target}.part`);
  await rename(`${target}.part`, target);
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

async function exportOne(
  { catalogId, unitIds: [id], signal }: Parameters<StageHandler>[0],
  readRecords: ReadRecords,
): Promise<StageResult> {
  const row = await findExportRun(id);
  if (!row || ['done', 'cancelled', 'expired'].includes(row.state)) return { notApplicable: [id] };
  const request = exportRequestSchema.parse(row);
  const total = await inTransaction((tx) => freezeExport(tx, { id, catalogId, ...request }), {
    timeoutMs: 120_000,
  });
  const run: Export = { id, catalogId, what: request.what, format: request.format, total };
  const folder = path.join(dataDir(), 'exports');
  const work = path.join(folder, `${id}.work`);
  // A run that was killed may have left half a file.
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const sink = await openSink(work, run.what, run.format);
    const end = await writeRows(sink, run, readRecords, signal).catch(async (error) => {
      await sink.close();
      throw error;
    });
    if (end === 'written') return await finish(run, sink, folder);
    await sink.close();
    if (end === 'stopped') return { later: { unitIds: [id], reason: 'the worker stops', retryAfterMs: 0 } };
    return { notApplicable: [id], write: (tx) => finishExport(tx, id, { state: 'cancelled' }) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The `export` stage. */
export const exportHandler =
  (readRecords: ReadRecords): StageHandler =>
  (work) =>
    exportOne(work, readRecords);
