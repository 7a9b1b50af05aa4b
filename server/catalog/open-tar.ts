/**
 * Images in a .tar or .tar.gz. A tar has no directory, so it is unpacked once, under names of ours (a running number),
 * into SHELFWISE_DATA/run/archives, where every later batch finds it. What is no plain file (links, devices) is passed over.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Headers } from 'tar-stream';
import { ArchiveError, type ArchiveLimits, ArchiveNames } from './archive-names.ts';
import type { ImageSource } from './open-images.ts';

const indexName = 'index.json';

/** Ordinal and name of each file, with those that were too large to keep. */
interface ArchiveIndex {
  files: [ordinal: number, name: string][];
  tooLarge: string[];
}

/** Changes with the archive's place, size and time: an archive that is replaced is unpacked again. */
async function folderOf(file: string, unpackedRoot: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  const key = createHash('sha256')
    .update(JSON.stringify([file, size, mtimeMs]))
    .digest('hex');
  return path.join(unpackedRoot, key.slice(0, 32));
}

/** Counts what goes in and out of the decompression, and ends it where that is no picture archive any more. */
function meter(limits: ArchiveLimits, packed: () => number): Transform {
  let bytes = 0;
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      if (bytes > limits.totalBytesMax)
        done(
          new ArchiveError(
            `the archive unpacks to more than ${Math.round(limits.totalBytesMax / 2 ** 30)} GiB`,
          ),
        );
      else if (bytes > limits.ratioMax * Math.max(packed(), 2 ** 20))
        done(new ArchiveError('the archive is packed too densely for pictures'));
      else done(null, part);
    },
  });
}

async function writeEntries(
  entries: AsyncIterable<{ header: Headers } & NodeJS.ReadableStream>,
  folder: string,
  limits: ArchiveLimits,
): Promise<ArchiveIndex> {
  const index: ArchiveIndex = { files: [], tooLarge: [] };
  let count = 0;
  for await (const entry of entries) {
    const { type, name, size = 0 } = entry.header;
    if (++count > limits.entriesMax)
      throw new ArchiveError(`the archive holds more than ${limits.entriesMax} files`);
    if (type !== 'file' || size > limits.fileBytesMax) {
      if (type === 'file') index.tooLarge.push(name);
      entry.resume();
      continue;
    }
    const ordinal = index.files.length;
    await pipeline(entry, createWriteStream(path.join(folder, String(ordinal))));
    index.files.push([ordinal, name]);
  }
  return index;
}

async function unpack(file: string, folder: string, limits: ArchiveLimits): Promise<void> {
  const part = `${folder}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    const source = createReadStream(file);
    const magic = (await readFirst(file, 2)).toString('hex');
    const tar = extract();
    const fed =
      magic === '1f8b'
        ? pipeline(
            source,
            createGunzip(),
            meter(limits, () => source.bytesRead),
            tar,
          )
        : pipeline(
            source,
            meter(limits, () => source.bytesRead),
            tar,
          );
    // Both ends fail together; the first reason is the one to tell.
    const [index] = await Promise.all([writeEntries(tar, part, limits), fed]);
    await writeFile(path.join(part, indexName), JSON.stringify(index));
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    // Another worker was faster: its copy is as good.
    if (existsSync(path.join(folder, indexName))) return;
    throw asArchiveError(error);
  }
}

async function readFirst(file: string, bytes: number): Promise<Buffer> {
  for await (const part of createReadStream(file, { end: bytes - 1 })) return part as Buffer;
  return Buffer.alloc(0);
}

/** Damage of the file is the archive's; a full disk or a missing right is ours and is tried again. */
function asArchiveError(error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (error instanceof ArchiveError || /^E[A-Z]+$/.test(code)) return error;
  return new ArchiveError(`the archive cannot be read: ${message}`);
}

/** Throws ArchiveError where the file is no whole archive, or holds more than it may. */
export async function openTar(
  file: string,
  unpackedRoot: string,
  limits: ArchiveLimits,
): Promise<ImageSource> {
  const folder = await folderOf(file, unpackedRoot);
  if (!existsSync(path.join(folder, indexName))) await unpack(file, folder, limits);
  // What is in use is young: the sweeper leaves it.
  await utimes(folder, new Date(), new Date());
  const { files, tooLarge } = JSON.parse(
    await readFile(path.join(folder, indexName), 'utf8'),
  ) as ArchiveIndex;
  const names = new ArchiveNames<number>();
  for (const [ordinal, name] of files) names.add(name, ordinal);
  const large = new Set(tooLarge);
  return {
    read: async (name) => {
      const found = names.find(name);
      if (found.ok) return { ok: true, bytes: await readFile(path.join(folder, String(found.entry))) };
      return large.has(name)
        ? { ok: false, reason: `larger than ${Math.round(limits.fileBytesMax / 2 ** 20)} MiB` }
        : found;
    },
    close: () => {},
  };
}

/** Removes unpacked archives that no batch has used for `idleMs`; they are unpacked again where they are needed. */
export async function sweepUnpacked(unpackedRoot: string, idleMs: number, nowMs: number): Promise<number> {
  const names = await readdir(unpackedRoot).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const folder = path.join(unpackedRoot, name);
    const found = await stat(folder).catch(() => null);
    if (!found || nowMs - found.mtimeMs < idleMs) continue;
    await rm(folder, { recursive: true, force: true });
    removed++;
  }
  return removed;
}
