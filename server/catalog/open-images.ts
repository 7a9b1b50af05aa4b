/** Images beside a feed, by the name that the feed gives: from a folder or a .zip. No path from inside is ever used. */
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

const bytesMax = 20 * 1024 * 1024;

export type ImageBytes = { ok: true; bytes: Buffer } | { ok: false; reason: string };

export interface ImageSource {
  read(name: string): Promise<ImageBytes>;
  close(): void;
}

/** Compares by the whole name and by its last part: feeds and archives disagree about folders. */
const lastPart = (name: string): string => name.replaceAll('\\', '/').split('/').at(-1) ?? name;

async function readFrom(root: string, name: string): Promise<ImageBytes> {
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

async function openFolder(folder: string): Promise<ImageSource> {
  const root = await realpath(folder);
  return { read: (name) => readFrom(root, name), close: () => {} };
}

async function openZip(file: string): Promise<ImageSource> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, fail) => {
    yauzl.open(file, { lazyEntries: false, autoClose: false }, (error, opened) =>
      error ? fail(error) : resolve(opened),
    );
  });
  const entries = new Map<string, yauzl.Entry>();
  await new Promise<void>((resolve, fail) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.size < 2_000_000) entries.set(entry.fileName, entry).set(lastPart(entry.fileName), entry);
    });
    zip.on('end', resolve).on('error', fail);
  });
  const read = async (name: string): Promise<ImageBytes> => {
    const entry = entries.get(name) ?? entries.get(lastPart(name));
    if (!entry) return { ok: false, reason: 'no such file in the archive' };
    if (
      entry.uncompressedSize > bytesMax ||
      entry.uncompressedSize > 200 * Math.max(entry.compressedSize, 1024)
    )
      return { ok: false, reason: 'too large, or packed too densely' };
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, fail) => {
      zip.openReadStream(entry, (error, opened) => (error ? fail(error) : resolve(opened)));
    });
    return { ok: true, bytes: await buffer(stream) };
  };
  return { read, close: () => zip.close() };
}

/** Opens a folder or an archive of images; null where there is none. */
export async function openImages(imagesPath: string | null): Promise<ImageSource | null> {
  if (!imagesPath) return null;
  const found = await stat(imagesPath).catch(() => null);
  if (!found) return null;
  return found.isDirectory() ? openFolder(imagesPath) : openZip(imagesPath);
}
