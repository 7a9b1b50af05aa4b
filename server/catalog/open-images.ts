/** Images beside a feed, by the name that the feed gives: from a folder, a .zip, a .tar or a .tar.gz. */
import { open, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import { ArchiveError, type ArchiveLimits, archiveLimits, lastPart } from './archive-names.ts';
import { openTar } from './open-tar.ts';
import { openZip } from './open-zip.ts';

export type ImageBytes = { ok: true; bytes: Buffer } | { ok: false; reason: string };

export interface ImageSource {
  read(name: string): Promise<ImageBytes>;
  close(): void;
}

async function readFrom(root: string, name: string, bytesMax: number): Promise<ImageBytes> {
  for (const candidate of [name, lastPart(name)]) {
    const found = await realpath(path.join(root, candidate)).catch(() => null);
    if (!found) continue;
    // Resolved first, checked after: neither .. nor a link leads out of the folder.
    if (!found.startsWith(root + path.sep)) return { ok: false, reason: 'the name leads out of the folder' };
    const { size } = await stat(found);
    return size > bytesMax
      ? { ok: false, reason: `larger than ${bytesMax >> 20} MiB` }
      : { ok: true, bytes: await readFile(found) };
  }
  return { ok: false, reason: 'no such file beside the feed' };
}

async function openFolder(folder: string, limits: ArchiveLimits): Promise<ImageSource> {
  const root = await realpath(folder);
  return { read: (name) => readFrom(root, name, limits.fileBytesMax), close: () => {} };
}

/** What a file is, by its first bytes: names lie. */
async function kindOf(file: string): Promise<'zip' | 'tar' | null> {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await handle.read(head, 0, 512, 0);
    if (head.subarray(0, 2).toString('latin1') === 'PK') return 'zip';
    if (head[0] === 0x1f && head[1] === 0x8b) return 'tar';
    return bytesRead === 512 && head.subarray(257, 262).toString('latin1') === 'ustar' ? 'tar' : null;
  } finally {
    await handle.close();
  }
}

/** Where archives without a directory are unpacked. */
export const unpackedRoot = (): string => path.join(dataDir(), 'run', 'archives');

async function openArchive(file: string, limits: ArchiveLimits): Promise<ImageSource> {
  const kind = await kindOf(file);
  if (kind === 'zip') return openZip(file, limits);
  if (kind === 'tar') return openTar(file, unpackedRoot(), limits);
  throw new ArchiveError('the archive is neither .zip, .tar nor .tar.gz');
}

/**
 * Opens a folder or an archive of images; null where there is none. An archive that cannot be used opens all the same:
 * each of its images then says why it is missing.
 */
export async function openImages(
  imagesPath: string | null,
  limits: ArchiveLimits = archiveLimits,
): Promise<ImageSource | null> {
  if (!imagesPath) return null;
  const found = await stat(imagesPath).catch(() => null);
  if (!found) return null;
  if (found.isDirectory()) return openFolder(imagesPath, limits);
  try {
    return await openArchive(imagesPath, limits);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const { message: reason } = error;
    return { read: () => Promise.resolve({ ok: false, reason }), close: () => {} };
  }
}
