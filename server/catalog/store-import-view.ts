/** Imports as the page shows them. */
import { db } from '#server/db/client.ts';
import type { ImportView } from './schema.ts';

export async function readImportViews(catalogId: string, limit: number): Promise<ImportView[]> {
  const rows = await db().importRun.findMany({
    where: { catalogId },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    fileName: row.fileName,
    mode: row.mode,
    state: row.state,
    failure: row.failure,
    read: row.read,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    rejected: row.rejected,
    delisted: row.delisted,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

export interface RowError {
  id: bigint;
  line: number;
  field: string | null;
  reason: string;
  raw: string;
}

export async function readRowErrors(importRunId: string, after: bigint, limit: number): Promise<RowError[]> {
  return db().importRowError.findMany({
    where: { importRunId, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: limit,
  });
}
