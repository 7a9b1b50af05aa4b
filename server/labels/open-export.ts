import path from 'node:path';
import type { Actor } from '#server/auth/actor.ts';
import { dataDir } from '#server/config/env.ts';
import type { ExportView } from './schema.ts';
import { findExportRun, readExportRuns } from './store-exports.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

export type OpenedExport =
  | { ok: true; file: string; name: string; mediaType: string }
  | { ok: false; reason: 'not-found' | 'not-ready' };

/** Where a finished export lies and what it is called; the name is made of our own words alone. */
export async function openExport(
  _actor: Actor,
  catalogId: string,
  exportRunId: string,
): Promise<OpenedExport> {
  const run = await findExportRun(exportRunId);
  if (run?.catalogId !== catalogId) return { ok: false, reason: 'not-found' };
  if (run.state !== 'done' || !run.storedPath) return { ok: false, reason: 'not-ready' };
  return {
    ok: true,
    file: path.join(dataDir(), run.storedPath),
    name: `shelfwise-${run.what}.${run.format}`,
    mediaType: mediaTypes[run.format],
  };
}

export async function listExports(_actor: Actor, catalogId: string): Promise<ExportView[]> {
  return readExportRuns(catalogId, 30);
}
