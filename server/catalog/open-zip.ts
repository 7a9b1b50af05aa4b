/** Images in a .zip: its directory is read once, each file when it is asked for. */
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { ArchiveError, type ArchiveLimits, ArchiveNames } from './archive-names.ts';
import type { ImageBytes, ImageSource } from './open-images.ts';

function open(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, fail) => {
    yauzl.open(file, { lazyEntries: false, autoClose: false }, (error, zip) =>
      error ? fail(new ArchiveError(`the archive cannot be read: ${error.message}`)) : resolve(zip),
    );
  });
}

function listEntries(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<ArchiveNames<yauzl.Entry>> {
  return new Promise((resolve, fail) => {
    const names = new ArchiveNames<yauzl.Entry>();
    zip.on('entry', (entry: yauzl.Entry) => {
      if (names.size >= limits.entriesMax)
        fail(new ArchiveError(`the archive holds more than ${limits.entriesMax} files`));
      else if (!entry.fileName.endsWith('/')) names.add(entry.fileName, entry);
    });
    zip.on('end', () => resolve(names));
    // yauzl refuses absolute names and those with `..` itself, and the whole archive with them.
    zip.on('error', (error: Error) => fail(new ArchiveError(`the archive cannot be read: ${error.message}`)));
  });
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, limits: ArchiveLimits): Promise<ImageBytes> {
  const { uncompressedSize, compressedSize } = entry;
  // yauzl checks that a file unpacks to the size that its entry names, so this is what it will be.
  if (uncompressedSize > limits.fileBytesMax)
    return { ok: false, reason: `larger than ${Math.round(limits.fileBytesMax / 2 ** 20)} MiB` };
  if (uncompressedSize > limits.ratioMax * Math.max(compressedSize, 1024))
    return { ok: false, reason: 'packed too densely for a picture' };
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, fail) => {
      zip.openReadStream(entry, (error, opened) => (error ? fail(error) : resolve(opened)));
    });
    return { ok: true, bytes: await buffer(stream) };
  } catch (error) {
    return { ok: false, reason: `the archive is damaged here: ${(error as Error).message}` };
  }
}

/** Throws ArchiveError where the file is no whole archive, or holds more than it may. */
export async function openZip(file: string, limits: ArchiveLimits): Promise<ImageSource> {
  const zip = await open(file);
  try {
    const names = await listEntries(zip, limits);
    return {
      read: async (name) => {
        const found = names.find(name);
        return found.ok ? readEntry(zip, found.entry, limits) : found;
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}
