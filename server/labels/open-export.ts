import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import type { ExportView } from './schema.ts';
import { findExportRun, readExportRuns } from './store-exports.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  tar: 'application/x-tar',
};

export type OpenedExport =
  | { ok: true; file: string; name: string; mediaType: string; sha256: string }
  | { ok: false; reason: 'not-found' | 'not-ready' };

/** Where a finished export lies and what it is called; the name is made of our own words alone. */
export async function openExport(catalogId: string, exportRunId: string): Promise<OpenedExport> {
  const run = await findExportRun(exportRunId);
  if (run?.catalogId !== catalogId) return { ok: false, reason: 'not-found' };
  if (run.state !== 'done' || !run.storedPath) return { ok: false, reason: 'not-ready' };
  const ending = path.extname(run.storedPath).slice(1);
  return {
    ok: true,
    sha256: run.sha256 ?? '',
    file: path.join(dataDir(), run.storedPath),
    name: `shelfwise-${run.what}${ending === 'tar' ? `-${run.format}` : ''}.${ending}`,
    mediaType: mediaTypes[ending],
  };
}

export async function listExports(catalogId: string): Promise<ExportView[]> {
  return readExportRuns(catalogId, 30);
}
