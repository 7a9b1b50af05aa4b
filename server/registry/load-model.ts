/** Finds a model's checked files. */

import { blobPath } from '#server/catalog/blob-store.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import { type Manifest, type ModelKind, manifestSchema } from '#server/inference/manifest.ts';
import { readModelFile } from '#server/inference/session.ts';
import { findActive, findLatest, findVersion, type ModelVersionRow } from './store.ts';

export interface ModelFiles {
  modelVersionId: string;
  manifest: Manifest;
  /** Path and hash of a file by its role. Throws where the manifest names no such role. */
  file(role: string): { path: string; sha256: string };
  /** Bytes of a small file by its role, checked against their hash. Throws ModelFileError. */
  read(role: string): Promise<Buffer>;
}

function toFiles(row: ModelVersionRow): ModelFiles {
  const manifest = parseStored(manifestSchema, row.manifest, 'manifest');
  const file = (role: string): { path: string; sha256: string } => {
    const found = manifest.files.find((entry) => entry.role === role);
    if (!found) throw new Error(`model ${row.id} has no file for ${role}`);
    return { path: blobPath(found.sha256), sha256: found.sha256 };
  };
  return {
    modelVersionId: row.id,
    manifest,
    file,
    read: (role) => readModelFile(file(role).path, file(role).sha256),
  };
}

/** The model in use for a catalog; null before the first promotion. */
export async function loadActiveModel(catalogId: string, kind: ModelKind): Promise<ModelFiles | null> {
  const row = await findActive(catalogId, kind);
  return row ? toFiles(row) : null;
}

/** The latest model of a kind by its name or of a catalog, in use or not. */
export async function loadLatestModel(
  kind: ModelKind,
  where: { name: string } | { catalogId: string },
): Promise<ModelFiles | null> {
  const row = await findLatest(kind, where);
  return row ? toFiles(row) : null;
}

export async function loadModelVersion(id: string): Promise<ModelFiles | null> {
  const row = await findVersion(id);
  return row ? toFiles(row) : null;
}
