import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import type { ExportRequest } from './schema.ts';
import { insertExportRun } from './store-exports.ts';

/** Asks the worker for an export. */
export async function startExport(
  actor: Actor,
  catalogId: string,
  request: ExportRequest,
): Promise<{ exportRunId: string }> {
  const id = newId();
  await inTransaction(async (tx) => {
    await insertExportRun(tx, { id, catalogId, createdBy: actor.id, ...request });
    await wakeUnits(tx, { catalogId, stage: 'export', unitIds: [id] });
    await recordAudit(tx, actor, {
      event: 'export.started',
      catalogId,
      subject: id,
      detail: { what: request.what, format: request.format },
    });
  });
  return { exportRunId: id };
}
