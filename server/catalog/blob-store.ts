/** Bytes by their hash under SHELFWISE_DATA/blobs. Written beside and renamed: a blob is whole or absent. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import { type FileBytes, piecesOf } from '#server/ml/byte-parts.ts';

/** Where a blob lies. Throws on anything that is no sha256: ids from outside never become paths. */
export function blobPath(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
  return path.join(dataDir(), 'blobs', sha256.slice(0, 2), sha256);
}

/** Keeps bytes; the same bytes twice are one file. Returns their sha256. */
export async function putBlob(bytes: FileBytes): Promise<string> {
  const hash = createHash('sha256');
  for (const piece of piecesOf(bytes)) hash.update(piece);
  const sha256 = hash.digest('hex');
  const target = blobPath(sha256);
  const known = await access(target).then(
    () => true,
    () => false,
  );
  if (known) return sha256;
  await mkdir(path.dirname(target), { recursive: true });
  const scratch = `${target}.${randomUUID()}`;
  await writeFile(scratch, piecesOf(bytes));
  await rename(scratch, target);
  return sha256;
}

export async function readBlob(sha256: string): Promise<Buffer> {
  return readFile(blobPath(sha256));
}
