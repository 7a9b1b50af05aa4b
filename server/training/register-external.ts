import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { putBlob } from '#server/catalog/blob-store.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { findUpload, resolveStored } from '#server/catalog/keep-upload.ts';
import { type ExternalManifest, externalSchema, misfitsOf } from '#server/categorization/schema-external.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { externalBytesMax, inspectOnnx, type OnnxFacts, problemsOf } from '#server/inference/inspect-onnx.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { insertRun } from './store.ts';

export const registerExternalSchema = z.object({
  catalogId: z.uuid(),
  uploadId: z.uuid(),
  /** Looked at field by field in the use case, so that whoever brought it is told what is wrong. */
  manifest: z.unknown(),
});
export type RegisterExternal = z.input<typeof registerExternalSchema>;

export type Registration =
  | { ok: true; runId: string }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'no-such-upload' }
  | { ok: false; reason: 'refused'; problems: string[] };

const refused = (...problems: string[]): Registration => ({ ok: false, reason: 'refused', problems });

function readFacts(bytes: Buffer): OnnxFacts | null {
  try {
    const facts = inspectOnnx(bytes);
    return facts.outputs.length > 0 ? facts : null;
  } catch {
    return null;
  }
}

/** What speaks against a file; empty where nothing does. */
function problemsWith(bytes: Buffer, manifest: ExternalManifest): string[] {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== manifest.sha256) return [`the file hashes to ${found}, not to what its manifest says`];
  const facts = readFacts(bytes);
  return facts ? [...problemsOf(facts), ...misfitsOf(facts, manifest)] : ['the file is no ONNX model'];
}

/**
 * Registers a categorizer that was trained elsewhere: its file is pinned by its hash and looked into before anything runs
 * it; then it is a run like ours, calibrated and measured by the worker, compared and promoted by people.
 */
export async function registerExternal(actor: Actor, input: RegisterExternal): Promise<Registration> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const asked = registerExternalSchema.parse(input);
  const { catalogId } = asked;
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const stored = await findUpload(actor, asked.uploadId);
  if (!stored) return { ok: false, reason: 'no-such-upload' };
  const manifest = externalSchema.safeParse(asked.manifest);
  if (!manifest.success)
    return refused(
      ...manifest.error.issues.map((issue) => `manifest, ${issue.path.join('.')}: ${issue.message}`),
    );
  const file = resolveStored(stored);
  if ((await stat(file)).size > externalBytesMax)
    return refused(`larger than ${externalBytesMax / 2 ** 20} MB`);
  const bytes = await readFile(file);
  const problems = problemsWith(bytes, manifest.data);
  if (problems.length > 0) return refused(...problems);
  await putBlob(bytes);
  const runId = newId();
  await inTransaction(async (tx) => {
    const config = { external: manifest.data };
    await insertRun(tx, { id: runId, catalogId, kind: 'categorizer', seed: 0, createdBy: actor.id, config });
    await wakeUnits(tx, { catalogId, stage: 'train', unitIds: [runId] });
    await recordAudit(tx, actor, {
      event: 'training.registered',
      catalogId,
      subject: runId,
      detail: { name: manifest.data.name, sha256: manifest.data.sha256 },
    });
  });
  return { ok: true, runId };
}
