import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { ImportView } from './schema.ts';
import { cancelImportRun, readImportRun } from './store-import.ts';
import { type RowError, readImportViews, readRowErrors } from './store-import-view.ts';

/** The most recent imports of a catalog. */
export async function listImports(catalogId: string): Promise<ImportView[]> {
  return readImportViews(catalogId, 50);
}

/** Rejected rows of an import, a page at a time, in the order of the file; null where it is not this catalog's. */
export async function listRejects(
  catalogId: string,
  importRunId: string,
  after: bigint,
): Promise<RowError[] | null> {
  const run = await readImportRun(importRunId);
  return run?.catalogId === catalogId ? readRowErrors(importRunId, after, 1000) : null;
}

/** Stops an import after its current batch; what it has written stays. */
export async function cancelImport(
  actor: Actor,
  catalogId: string,
  importRunId: string,
): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'ended' }> {
  const run = await readImportRun(importRunId);
  if (run?.catalogId !== catalogId) return { ok: false, reason: 'not-found' };
  return inTransaction(async (tx) => {
    if (!(await cancelImportRun(tx, importRunId))) return { ok: false, reason: 'ended' };
    await recordAudit(tx, actor, { event: 'import.cancelled', catalogId, subject: importRunId });
    return { ok: true };
  });
}
