import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';

/** Packs files of a folder, in the given order, with no time and no owner: the same files give the same bytes. */
export async function packTar(folder: string, names: readonly string[], target: string): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createWriteStream(target));
  for (const name of names) {
    const file = path.join(folder, name);
    const { size } = await stat(file);
    const entry = archive.entry({ name, size, mtime: new Date(0), mode: 0o644 });
    await pipeline(createReadStream(file), entry);
  }
  archive.finalize();
  await written;
}
