/** Takes a model's files into the registry. */
import { createHash } from 'node:crypto';
import { putBlob } from '#server/catalog/blob-store.ts';
import { newId } from '#server/db/uuid.ts';
import { type Manifest, manifestSchema } from '#server/inference/manifest.ts';
import type { FileBytes } from '#server/ml/byte-parts.ts';
import { findByContent, insertVersion } from './store.ts';

export interface ModelToRegister {
  /** Null for a shipped model, which serves every catalog. */
  catalogId: string | null;
  origin: 'trained' | 'shipped' | 'registered';
  runId?: string;
  /** Bytes by role, as `Manifest.files` will name them. */
  files: Record<string, FileBytes>;
  manifest: Omit<Manifest, 'files'>;
}

/** Keeps the files as blobs and writes the version; the same content twice is one version. Returns its id. */
export async function registerModel(model: ModelToRegister): Promise<string> {
  const files: Manifest['files'] = [];
  for (const [role, bytes] of Object.entries(model.files).sort(([left], [right]) =>
    left < right ? -1 : 1,
  )) {
    files.push({ role, sha256: await putBlob(bytes), bytes: bytes.byteLength });
  }
  const manifest = manifestSchema.parse({ ...model.manifest, files });
  const content = JSON.stringify([manifest.kind, manifest.featureVersion, files]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const known = await findByContent(model.catalogId, manifest.kind, sha256);
  if (known) return known.id;
  const id = newId();
  await insertVersion({
    id,
    catalogId: model.catalogId,
    kind: manifest.kind,
    name: manifest.name,
    sha256,
    manifest: JSON.parse(JSON.stringify(manifest)),
    origin: model.origin,
    runId: model.runId ?? null,
    bytes: BigInt(files.reduce((sum, file) => sum + file.bytes, 0)),
  });
  return id;
}
