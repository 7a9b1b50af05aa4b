import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { cancelExportRun, findExportRun } from './store-exports.ts';

/** Stops a waiting or running export after its current slice. */
export async function cancelExport(
  actor: Actor,
  catalogId: string,
  exportRunId: string,
): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'ended' }> {
  const run = await findExportRun(exportRunId);
  if (run?.catalogId !== catalogId) return { ok: false, reason: 'not-found' };
  return inTransaction(async (tx) => {
    if (!(await cancelExportRun(tx, exportRunId))) return { ok: false, reason: 'ended' };
    await recordAudit(tx, actor, { event: 'export.cancelled', catalogId, subject: exportRunId });
    return { ok: true };
  });
}
