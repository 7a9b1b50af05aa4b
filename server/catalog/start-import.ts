import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { type ImportMapping, type ImportMode, importMappingSchema } from './schema.ts';
import { insertImportRun } from './store-import.ts';

export interface StartImportInput {
  catalogId: string;
  /** The feed: a file of this machine, already uploaded or named by whoever runs the command line. */
  storedPath: string;
  fileName: string;
  /** Folder or .zip of images beside the feed. */
  imagesPath?: string | null;
  mapping: ImportMapping;
  mode: ImportMode;
}

/** Asks the worker to import a feed. Progress is on the import run. */
export async function startImport(
  actor: Actor,
  input: StartImportInput,
): Promise<{ ok: true; importRunId: string } | { ok: false; reason: string }> {
  const mapping = importMappingSchema.safeParse(input.mapping);
  if (!mapping.success)
    return {
      ok: false,
      reason: mapping.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    };
  if (!mapping.data.seller && !mapping.data.fields.seller) return { ok: false, reason: 'no-seller' };
  const importRunId = newId();
  const { catalogId, storedPath, fileName, mode } = input;
  await inTransaction(async (tx) => {
    await insertImportRun(tx, {
      id: importRunId,
      catalogId,
      fileName,
      storedPath,
      imagesPath: input.imagesPath ?? null,
      mapping: mapping.data,
      mode,
      createdBy: actor.id,
    });
    await wakeUnits(tx, { catalogId, stage: 'import', unitIds: [importRunId] });
    await recordAudit(tx, actor, {
      event: 'import.started',
      catalogId,
      subject: importRunId,
      detail: { fileName, mode },
    });
  });
  return { ok: true, importRunId };
}
