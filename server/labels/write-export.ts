/** Rows of an export into the file that people download: a sink a format, each with bounded memory. */
import { type FileHandle, mkdir, open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packTar } from '#server/tables/pack-tar.ts';
import { featureTypeOf } from '#server/tables/tfrecord.ts';
import { jsonLinesToParquet } from '#server/tables/write-parquet.ts';
import { jsonLinesToTfRecord } from '#server/tables/write-tfrecord.ts';
import { csvLine } from './csv-line.ts';
import { datasetCard, huggingFaceFile } from './dataset-card.ts';
import { exportColumns } from './export-columns.ts';
import { labelStudioTask } from './label-studio.ts';
import type { ExportFormat, ExportWhat } from './schema.ts';
import type { ExportRecord } from './store-exports.ts';

export const fileEnding: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  jsonl: 'jsonl',
  parquet: 'parquet',
  labelstudio: 'json',
  tfrecord: 'tar',
  huggingface: 'tar',
};

export interface Sink {
  write(rows: readonly ExportRecord[]): Promise<void>;
  /** Closes what is open and leaves the finished file at `target`. */
  finish(target: string): Promise<void>;
  /** Closes what is open; what was written is thrown away by the caller. */
  close(): Promise<void>;
}

const jsonLine = (row: ExportRecord, columns: readonly string[]): string =>
  `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`;

/** One text file; `head` and `tail` stand around the rows, `between` between them. */
async function textSink(
  folder: string,
  text: { head: string; row: (row: ExportRecord) => string; between: string; tail: string },
): Promise<Sink> {
  const scratch = path.join(folder, 'rows');
  const file = await open(scratch, 'w');
  let first = true;
  await file.write(text.head);
  return {
    write: async (rows) => {
      if (rows.length === 0) return;
      await file.write(`${first ? '' : text.between}${rows.map(text.row).join(text.between)}`);
      first = false;
    },
    finish: async (target) => {
      await file.write(text.tail);
      await file.close();
      await rename(scratch, target);
    },
    close: () => file.close(),
  };
}

async function parquetSink(folder: string, what: ExportWhat): Promise<Sink> {
  const columns = Object.keys(exportColumns[what]);
  const scratch = path.join(folder, 'rows.jsonl');
  const file = await open(scratch, 'w');
  return {
    write: async (rows) => void (await file.write(rows.map((row) => jsonLine(row, columns)).join(''))),
    finish: async (target) => {
      await file.close();
      await jsonLinesToParquet(scratch, target, exportColumns[what]);
    },
    close: () => file.close(),
  };
}

/** A file of lines for each split, made into the framework's files at the end; quarantined rows are counted and left out. */
async function splitSink(
  folder: string,
  what: ExportWhat,
  format: 'tfrecord' | 'huggingface',
): Promise<Sink> {
  const columns = exportColumns[what];
  const names = Object.keys(columns);
  const files = new Map<string, { handle: FileHandle; scratch: string; rows: number }>();
  let quarantined = 0;
  const fileOf = async (split: string) => {
    const known = files.get(split);
    if (known) return known;
    const scratch = path.join(folder, `${split}.jsonl`);
    const made = { handle: await open(scratch, 'w'), scratch, rows: 0 };
    files.set(split, made);
    return made;
  };
  const closeAll = async (): Promise<void> => {
    for (const { handle } of files.values()) await handle.close();
  };
  return {
    write: async (rows) => {
      for (const split of new Set(rows.map((row) => row.split))) {
        const some = rows.filter((row) => row.split === split);
        if (split === null || split === 'quarantined') {
          quarantined += some.length;
          continue;
        }
        const file = await fileOf(String(split));
        file.rows += some.length;
        await file.handle.write(some.map((row) => jsonLine(row, names)).join(''));
      }
    },
    finish: async (target) => {
      await closeAll();
      await mkdir(path.join(folder, 'data'), { recursive: true });
      const counts: Record<string, number> = {};
      const made: string[] = [];
      for (const [split, { scratch, rows }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
        counts[split] = rows;
        if (format === 'tfrecord') made.push(...(await jsonLinesToTfRecord(scratch, folder, split, columns)));
        else {
          const name = huggingFaceFile(split);
          await jsonLinesToParquet(scratch, path.join(folder, name), columns);
          made.push(name);
        }
      }
      const [about, text] =
        format === 'tfrecord'
          ? ['schema.json', schemaOf(what, counts, quarantined)]
          : ['README.md', datasetCard(what, counts, quarantined)];
      await writeFile(path.join(folder, about), text);
      await packTar(folder, [about, ...made], target);
    },
    close: closeAll,
  };
}

function schemaOf(what: ExportWhat, rows: Record<string, number>, quarantined: number): string {
  const features = Object.fromEntries(
    Object.entries(exportColumns[what]).map(([name, type]) => [name, featureTypeOf(type)]),
  );
  return `${JSON.stringify({ message: 'tf.train.Example', features, rows, quarantined }, null, 2)}\n`;
}

/** Opens the sink of a format in an empty folder that the caller removes. */
export async function openSink(folder: string, what: ExportWhat, format: ExportFormat): Promise<Sink> {
  const columns = Object.keys(exportColumns[what]);
  switch (format) {
    case 'csv':
      // The mark tells spreadsheets that the text is UTF-8.
      return textSink(folder, {
        head: `\ufeff${csvLine(columns)}`,
        row: (row) => csvLine(columns.map((column) => row[column])),
        between: '',
        tail: '',
      });
    case 'jsonl':
      return textSink(folder, { head: '', row: (row) => jsonLine(row, columns), between: '', tail: '' });
    case 'labelstudio':
      return textSink(folder, {
        head: '[\n',
        row: (row) => JSON.stringify(labelStudioTask(row, what)),
        between: ',\n',
        tail: '\n]\n',
      });
    case 'parquet':
      return parquetSink(folder, what);
    case 'tfrecord':
    case 'huggingface':
      return splitSink(folder, what, format);
  }
}
