/** Labels of a file as rows of text, whichever of our export formats it is in. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, extract } from 'tar-stream';
import { asText, type Values } from '#server/tables/rows.ts';
import { streamRows } from '#server/tables/stream-rows.ts';
import { TableError } from '#server/tables/table-error.ts';
import { decodeExample, readRecords } from '#server/tables/tfrecord.ts';
import { fromLabelStudioTask } from './label-studio.ts';
import type { LabelFault } from './schema.ts';

/** Files that are read whole: tasks of Label Studio and one TFRecord shard. */
const wholeBytesMax = 512 * 2 ** 20;

export interface LabelRow {
  line: number;
  values: Values;
  /** Set where the file itself could not be read here; a string is what its reader says. */
  fault?: LabelFault | string;
}

const texts = (record: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, asText(value)]));

async function readWhole(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > wholeBytesMax)
    throw new TableError(`the file is larger than ${wholeBytesMax / 2 ** 20} MB: give it in shards`);
  return readFile(file);
}

async function* fromTfRecord(file: string): AsyncGenerator<LabelRow> {
  let line = 0;
  try {
    for (const record of readRecords(await readWhole(file)))
      yield { line: ++line, values: texts(decodeExample(record)) };
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw new TableError(`not a TFRecord file of examples: ${(error as Error).message}`);
  }
}

async function* fromTasks(file: string): AsyncGenerator<LabelRow> {
  let tasks: unknown;
  try {
    tasks = JSON.parse((await readWhole(file)).toString('utf8'));
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw new TableError(`not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(tasks)) throw new TableError('not an array of tasks');
  for (const [at, task] of tasks.entries()) {
    const isTask = typeof task === 'object' && task !== null && 'annotations' in task;
    const record = isTask ? fromLabelStudioTask(task) : task;
    if (record && typeof record === 'object') yield { line: at + 1, values: texts(record) };
    else yield { line: at + 1, values: {}, fault: { code: 'no-annotation' } };
  }
}

/** Each file of an archive in turn; names from outside never become paths. */
async function* fromArchive(file: string): AsyncGenerator<LabelRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-labels-'));
  try {
    for await (const entry of createReadStream(file).pipe(extract()) as AsyncIterable<Entry>) {
      const ending = /\.(parquet|tfrecord|jsonl|csv)$/.exec(entry.header.name)?.[1];
      if (entry.header.type !== 'file' || !ending) {
        entry.resume();
        continue;
      }
      const member = path.join(folder, `member.${ending}`);
      await pipeline(entry, createWriteStream(member));
      yield* readLabelRows(member);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows in the order of the file. Throws TableError for a file that cannot be read at all. */
export async function* readLabelRows(file: string): AsyncGenerator<LabelRow> {
  const ending = path.extname(file).toLowerCase();
  if (ending === '.tfrecord') yield* fromTfRecord(file);
  else if (ending === '.tar') yield* fromArchive(file);
  else if (ending === '.json') yield* fromTasks(file);
  else
    for await (const batch of streamRows(file)) {
      for (const { line, values } of batch.rows) yield { line, values };
      for (const { line, reason } of batch.rejects) yield { line, values: {}, fault: reason };
    }
}
