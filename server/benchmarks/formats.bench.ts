/**
 * Do libraries that others wrote read our exports as they were written? Generated labels (emoji, quotes, line breaks, nulls,
 * numbers of every size) go through the export's own writers and come back through TensorFlow, Hugging Face datasets, PyArrow,
 * Python's csv and json, and Label Studio's SDK; every cell is compared. `npm run bench -- formats [--python VENV/bin/python]
 * [--rows 2000]`. Needs a Python with the packages that it names when they are missing. Fails where a cell differs.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type Entry, extract } from 'tar-stream';
import { exportColumns } from '#server/labels/export-columns.ts';
import { type ExportFormat, exportFormatSchema } from '#server/labels/schema.ts';
import type { ExportRecord } from '#server/labels/store-exports.ts';
import { openSink } from '#server/labels/write-export.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { type PeerRow, readByPeers } from './peer-readers.ts';

const what = 'labels';
const exportFormats = exportFormatSchema.options;
const columns = exportColumns[what];
const splits = ['train', 'train', 'train', 'validation', 'test', 'unseen_seller', 'quarantined'];
const texts = [
  'Wasserkocher „Größe L“, 1,7 l',
  '=HYPERLINK("http://example.test")',
  'line one\nline two\r\nline three',
  'emoji 🫖👩‍🍳, ΑΒΓ, 日本語, עברית',
  `quotes " and ' and ; and \t tab`,
  ' spaces around ',
  'x'.repeat(5000),
  '0012',
];
const numbers = [0, -0.5, 0.1, 1e-7, 123456.789, 1e20];
const integers = [0, 1, -1, 2 ** 31, 2 ** 53 - 1];
/** As docs/formats.md prints it, with the categories that occur. */
const choice = (value: string, inside = ''): string => `<Choice value="${value}">${inside}</Choice>`;
const kitchens = Array.from({ length: 7 }, (_, at) => choice(`Küche ${at}`, choice('Kettles')));
const labelConfig = `<View><Text name="text" value="$text"/><Taxonomy name="category" toName="text">${choice('Home', kitchens.join(''))}</Taxonomy></View>`;
const always = new Set(['label_id', 'product_id', 'category', 'split', 'title', 'decided_by']);

function cellOf(name: string, rng: Rng): string | number | boolean | null {
  if (!always.has(name) && rng.next() < 0.2) return null;
  const type = columns[name];
  if (type === 'DOUBLE') return numbers[rng.below(numbers.length)];
  if (type === 'BIGINT') return integers[rng.below(integers.length)];
  if (type === 'BOOLEAN') return rng.next() < 0.5;
  return texts[rng.below(texts.length)];
}

function generate(count: number): ExportRecord[] {
  const rng = makeRng(1);
  return Array.from({ length: count }, (_, at) => ({
    ...Object.fromEntries(Object.keys(columns).map((name) => [name, cellOf(name, rng)])),
    label_id: `label-${at}`,
    category: `Home > Küche ${at % kitchens.length} > Kettles`,
    split: splits[at % splits.length],
  }));
}

async function unpack(archive: string, folder: string): Promise<void> {
  for await (const entry of createReadStream(archive).pipe(extract()) as AsyncIterable<Entry>) {
    const file = path.join(folder, entry.header.name);
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(entry, createWriteStream(file));
  }
}

/** Writes one format as an export does, a batch at a time, and leaves it where the readers look. */
async function write(format: ExportFormat, rows: readonly ExportRecord[], folder: string): Promise<void> {
  const scratch = await mkdtemp(path.join(folder, 'scratch-'));
  const isArchive = format === 'tfrecord' || format === 'huggingface';
  const ending = format === 'labelstudio' ? 'json' : format;
  const target = path.join(folder, isArchive ? `${format}.tar` : `rows.${ending}`);
  const sink = await openSink(scratch, what, format);
  for (let at = 0; at < rows.length; at += 500) await sink.write(rows.slice(at, at + 500));
  await sink.finish(target);
  await rm(scratch, { recursive: true });
  if (isArchive) await unpack(target, path.join(folder, format));
}

/** What a reader must find where we wrote a cell, by what docs/formats.md says of the format. */
function expected(format: string, name: string, cell: ExportRecord[string]): unknown {
  if (cell === null || cell === undefined) return format === 'csv' ? '' : null;
  if (format === 'csv') {
    const text = String(cell);
    return typeof cell === 'string' && /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  }
  if (format === 'tfrecord' && columns[name] === 'DOUBLE') return Math.fround(Number(cell));
  if (format === 'tfrecord' && columns[name] === 'BOOLEAN') return Number(cell);
  return cell;
}

/** Cells that a reader found otherwise than they were written, with the first few in words. */
function compare(
  format: string,
  found: readonly PeerRow[],
  written: ReadonlyMap<string, ExportRecord>,
): string[] {
  const wrong: string[] = [];
  for (const { row, split } of found) {
    const source = written.get(String(row.label_id));
    if (!source || source.split !== split) {
      wrong.push(`${format}: ${row.label_id} was never written to ${split}`);
      continue;
    }
    for (const name of Object.keys(columns)) {
      // A task of Label Studio holds these in its annotation.
      if (format === 'labelstudio' && ['decided_by', 'decided_at', 'seconds'].includes(name)) continue;
      const wanted = expected(format, name, source[name]);
      if (!Object.is(row[name] ?? null, wanted) && row[name] !== wanted)
        wrong.push(
          `${format} ${row.label_id} ${name}: ${JSON.stringify(row[name])}, not ${JSON.stringify(wanted)}`,
        );
    }
  }
  return wrong;
}

/** Quarantined rows are left out of the formats that are made for training. */
const rowsOf = (format: ExportFormat, rows: readonly ExportRecord[]): number =>
  format === 'tfrecord' || format === 'huggingface'
    ? rows.filter((row) => row.split !== 'quarantined').length
    : rows.length;

async function run(args: string[], report: (line: string) => void): Promise<Measurement[]> {
  const { values } = parseArgs({
    args,
    options: {
      python: { type: 'string', default: 'python3' },
      rows: { type: 'string', default: '2000' },
    },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-formats-'));
  try {
    const rows = generate(Number(values.rows));
    for (const format of exportFormats) await write(format, rows, folder);
    const { versions, rows: found } = readByPeers(values.python, folder, labelConfig);
    report(
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(' · '),
    );
    const written = new Map(rows.map((row) => [String(row.label_id), row]));
    const measurements = exportFormats.flatMap((format): Measurement[] => {
      const own = found.filter((row) => row.format === format);
      const wrong = compare(format, own, written);
      for (const line of wrong.slice(0, 5)) report(line.slice(0, 300));
      const source = 'rows that were written';
      return [
        {
          name: `${format}: rows read`,
          value: own.length,
          unit: 'count',
          beside: { value: rowsOf(format, rows), source },
        },
        {
          name: `${format}: cells that differ`,
          value: wrong.length,
          unit: 'count',
          beside: { value: 0, source: 'as written' },
        },
      ];
    });
    if (measurements.some(({ value, beside }) => value !== beside?.value)) process.exitCode = 1;
    return measurements;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const benchmark: Benchmark = { about: 'our exports, read by libraries that others wrote', run };
