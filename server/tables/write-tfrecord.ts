/** TFRecord shards from JSON Lines, a line at a time. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { encodeExample, frameRecord } from './tfrecord.ts';
import type { ColumnType } from './write-parquet.ts';

/** Records a shard: TensorFlow's guide asks for 100–200 MB files at most; 50,000 listings are about 30 MB. */
const shardRows = 50_000;
const flushBytes = 1 << 20;

const shardName = (name: string, shard: number, of: number): string =>
  `${name}-${String(shard).padStart(5, '0')}-of-${String(of).padStart(5, '0')}.tfrecord`;

/**
 * Writes `<name>-00000-of-0000N.tfrecord` into `folder`.
 * @returns the names of the shards, in order; none where there are no lines
 */
export async function jsonLinesToTfRecord(
  source: string,
  folder: string,
  name: string,
  columns: Readonly<Record<string, ColumnType>>,
  rowsPerShard = shardRows,
): Promise<string[]> {
  let shards = 0;
  let rows = 0;
  let file: FileHandle | null = null;
  let parts: Buffer[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (parts.length > 0) await file?.write(Buffer.concat(parts));
    parts = [];
    bytes = 0;
  };
  try {
    for await (const line of createInterface({
      input: createReadStream(source),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (rows % rowsPerShard === 0) {
        await flush();
        await file?.close();
        file = await open(path.join(folder, `${name}.${shards}.part`), 'w');
        shards++;
      }
      const record = frameRecord(encodeExample(JSON.parse(line), columns));
      parts.push(record);
      bytes += record.length;
      rows++;
      if (bytes > flushBytes) await flush();
    }
    await flush();
  } finally {
    await (file as FileHandle | null)?.close();
  }
  const names = Array.from({ length: shards }, (_, shard) => shardName(name, shard, shards));
  // The number of shards is in every name and is known only now.
  await Promise.all(
    names.map((to, shard) => rename(path.join(folder, `${name}.${shard}.part`), path.join(folder, to))),
  );
  return names;
}
