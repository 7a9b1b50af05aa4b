import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { findUpload } from '#server/catalog/keep-upload.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import type { LabelImportView } from './schema.ts';
import { insertLabelImport, readLabelImports } from './store-label-import.ts';

/** Asks the worker to read labels from a kept file. */
export async function startLabelImport(
  actor: Actor,
  catalogId: string,
  input: { storedPath: string; fileName: string },
): Promise<{ labelImportId: string }> {
  const id = newId();
  await inTransaction(async (tx) => {
    await insertLabelImport(tx, { id, catalogId, createdBy: actor.id, ...input });
    await wakeUnits(tx, { catalogId, stage: 'import-labels', unitIds: [id] });
    await recordAudit(tx, actor, {
      event: 'label-import.started',
      catalogId,
      subject: id,
      detail: { fileName: input.fileName },
    });
  });
  return { labelImportId: id };
}

/** The same for a file that this person has uploaded. */
export async function startUploadedLabelImport(
  actor: Actor,
  catalogId: string,
  input: { uploadId: string; fileName: string },
): Promise<{ ok: true; labelImportId: string } | { ok: false; reason: 'no-such-upload' }> {
  const storedPath = await findUpload(actor, input.uploadId);
  if (!storedPath) return { ok: false, reason: 'no-such-upload' };
  return {
    ok: true,
    ...(await startLabelImport(actor, catalogId, { storedPath, fileName: input.fileName })),
  };
}

/** The most recent label imports of a catalog, with their first rejected rows. */
export async function listLabelImports(catalogId: string): Promise<LabelImportView[]> {
  const rows = await readLabelImports(catalogId, 10);
  return rows.map(
    ({ id, fileName, state, read, recorded, unchanged, rejected, rejects, failure, createdAt }) => ({
      ...{ id, fileName, read, recorded, unchanged, rejected, failure },
      state: state as LabelImportView['state'],
      rejects: (rejects as unknown as LabelImportView['rejects']).slice(0, 20),
      createdAt: createdAt.toISOString(),
    }),
  );
}
