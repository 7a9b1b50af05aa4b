/** Models that ship with the product: `models/<kind>/<version>/`, the highest version counts. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Manifest, type ModelKind, manifestSchema } from './manifest.ts';
import { ModelFileError, readModelFile } from './session.ts';

/** In steps: `new URL('../../models/', …)` the bundler of the web process takes for a module that is missing. */
const modelsFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'models');

export interface ShippedModel {
  /** Where its files lie. */
  folder: string;
  manifest: Manifest;
  /** Where a file lies, by its role, and the hash that it must have. Throws ModelFileError on another role. */
  file: (role: string) => { path: string; sha256: string };
  /** A file's bytes, checked against the manifest. */
  read: (role: string) => Promise<Buffer>;
}

/** The newest shipped model of a kind; null where none ships. Throws where its manifest does not parse. */
export async function shippedModel(kind: ModelKind): Promise<ShippedModel | null> {
  const versions = await readdir(path.join(modelsFolder, kind)).catch(() => []);
  const newest = Math.max(...versions.map(Number).filter(Number.isInteger), 0);
  if (newest === 0) return null;
  const folder = path.join(modelsFolder, kind, String(newest));
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')),
  );
  const names = await readdir(folder);
  const file = (role: string): { path: string; sha256: string } => {
    const known = manifest.files.find((one) => one.role === role);
    const name = names.find((one) => one.replace(/\.[^.]+$/, '') === role);
    if (!known || !name) throw new ModelFileError(`the shipped ${kind} has no file ${role}`);
    return { path: path.join(folder, name), sha256: known.sha256 };
  };
  const read = (role: string): Promise<Buffer> => {
    const { path: at, sha256 } = file(role);
    return readModelFile(at, sha256);
  };
  return { folder, manifest, file, read };
}
