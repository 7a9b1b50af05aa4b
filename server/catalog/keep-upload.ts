/** Files that people bring: kept under SHELFWISE_DATA/uploads by an id of ours; no name from outside becomes a path. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { z } from 'zod';
import type { Actor } from '#server/auth/actor.ts';
import { dataDir } from '#server/config/env.ts';
import { newId } from '#server/db/uuid.ts';
import { findUploadOf, insertUpload } from './store-uploads.ts';

const bytesMax = 4 * 2 ** 30;
const endings =
  /\.(csv|tsv|txt|tab|jsonl|ndjson|json|parquet|zip|tar|tar\.gz|tgz|tfrecord|onnx|csv\.gz|jsonl\.gz)$/i;

export type KeepUploadOutcome =
  | { ok: true; uploadId: string; bytes: number }
  | { ok: false; reason: 'kind' | 'size' };

function uploadsFolder(): string {
  return path.join(dataDir(), 'uploads');
}

/** Streams a body to disk; it is then its maker's, and nobody else can read or import it. */
export async function keepUpload(
  actor: Actor,
  input: { name: string; body: WebStream<Uint8Array> },
): Promise<KeepUploadOutcome> {
  const ending = endings.exec(input.name)?.[1].toLowerCase();
  if (!ending) return { ok: false, reason: 'kind' };
  await mkdir(uploadsFolder(), { recursive: true });
  const uploadId = newId();
  const target = path.join(uploadsFolder(), `${uploadId}.${ending}`);
  let bytes = 0;
  const cap = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      done(bytes > bytesMax ? new RangeError('too large') : null, part);
    },
  });
  try {
    await pipeline(Readable.fromWeb(input.body), cap, createWriteStream(`${target}.part`));
    await rename(`${target}.part`, target);
    await insertUpload({ id: uploadId, actorId: actor.id, fileName: path.basename(target), bytes });
    return { ok: true, uploadId, bytes };
  } catch (error) {
    // Whole but unknown to the database, nobody could read it.
    for (const left of [`${target}.part`, target]) await rm(left, { force: true });
    if (error instanceof RangeError) return { ok: false, reason: 'size' };
    throw error;
  }
}

/** Path of an upload that this person made, relative to SHELFWISE_DATA; null where there is none. */
export async function findUpload(actor: Actor, uploadId: string): Promise<string | null> {
  const id = z.uuid().safeParse(uploadId);
  const fileName = id.success ? await findUploadOf(actor.id, id.data) : null;
  if (!fileName) return null;
  const stored = path.join('uploads', fileName);
  return (await stat(resolveStored(stored)).catch(() => null)) ? stored : null;
}

/** An absolute path of a file named in an import run; uploads are kept relative, so that the data folder may move. */
export function resolveStored(stored: string): string {
  return path.resolve(dataDir(), stored);
}
