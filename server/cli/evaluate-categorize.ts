import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import {
  type CategorizeReport,
  evaluateCategorize,
  type LabelledPart,
} from '#server/evaluation/evaluate-categorize.ts';
import { imageVectors } from '#server/evaluation/image-vectors.ts';
import { openImageEncoder } from '#server/inference/image-encoder.ts';
import { ModelFileError } from '#server/inference/session.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import {
  defaultThreads,
  evaluationOptions,
  logLine,
  type Options,
  parseOptions,
  peakMemoryMb,
  printJson,
} from './options.ts';
import { labelColumns, readDocuments, usedColumns } from './text-input.ts';

const help = `shelfwise evaluate categorize --train F [--valid F] --test F --text COLS --labels COLS [options] --json

Trains on --train, makes every choice on --valid (or by folds of --train), measures on --test.
Tables are CSV, TSV, JSON Lines or Parquet. Labels are named from the root to the leaf.

  --text COLS         text columns, comma-separated; each becomes a field of its own
  --labels COLS       label columns, root first
  --image COL         column with an image file name, with --image-dir D; then --text may be left out
  --encoder MANIFEST  an ONNX image encoder: {"file","widthPx","heightPx","mean","std","layout","output"};
                      without it, descriptors of our own (gradients, colours, layout)
  --predictions F     writes answers row by row (CSV)
  --final             retrains on train + valid before the test
  --columns COLS      keep only these columns    --ignore COLS   leave these out
  --seed N (1)        --threads N (all cores)    --json          the result as one JSON object`;

type Pictures = (table: Table) => Promise<(Float32Array | null)[] | null>;

/** How the pictures of a table's rows become vectors; null vectors where none are asked for. */
async function openPictures(options: Options): Promise<Pictures> {
  const column = options.text('image');
  if (!column) {
    if (options.text('encoder') || options.text('image-dir')) throw new UsageError('--image is missing');
    return async () => null;
  }
  const folder = options.file('image-dir');
  const manifest = options.optionalFile('encoder');
  const encoder = manifest
    ? await openImageEncoder(manifest).catch((error: Error) => {
        throw error instanceof ModelFileError ? new UsageError(error.message) : error;
      })
    : null;
  return async (table) => {
    const vectors = await imageVectors(folder, table.column(column), encoder);
    logLine(`${vectors.filter(Boolean).length} of ${vectors.length} rows have a readable picture`);
    return vectors;
  };
}

async function toPart(
  table: Table,
  columns: string[],
  labels: string[],
  pictures: Pictures,
): Promise<LabelledPart> {
  const input = { ...readDocuments(table, columns), pictures: await pictures(table) };
  return { input, labels: labels.map((name) => table.column(name)) };
}

async function writePredictions(file: string, report: CategorizeReport, rowCount: number): Promise<void> {
  const out = createWriteStream(file);
  const { labels, levels } = report.answers;
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  out.write(`row,${labels.names.map((name) => `${cell(name)},${cell(`${name}_p`)}`).join(',')}\n`);
  for (let row = 0; row < rowCount; row++) {
    const cells = levels.map(
      (level, at) => `${cell(labels.classes[at][level.top[row][0]])},${level.p[row].toFixed(6)}`,
    );
    if (!out.write(`${row},${cells.join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function run(argv: string[]): Promise<number> {
  const names = [
    'train',
    'valid',
    'test',
    'text',
    'labels',
    'image',
    'image-dir',
    'encoder',
    'predictions',
    ...evaluationOptions,
  ];
  const options = parseOptions(argv, names, ['json', 'final']);
  const labels = labelColumns(options);
  const files = {
    train: options.file('train'),
    valid: options.optionalFile('valid'),
    test: options.file('test'),
  };
  const pictures = await openPictures(options);
  const train = await readTable(files.train);
  const columns = usedColumns(train, options, labels);
  const valid = files.valid ? await readTable(files.valid) : null;
  const test = await readTable(files.test);
  const describedAt = performance.now();
  const testPart = await toPart(test, columns, labels, pictures);
  const describeSeconds = (performance.now() - describedAt) / 1000;
  const report = await evaluateCategorize({
    train: await toPart(train, columns, labels, pictures),
    valid: valid ? await toPart(valid, columns, labels, pictures) : null,
    test: testPart,
    levelNames: labels,
    final: options.flag('final'),
    options: {
      threads: options.number('threads', defaultThreads()),
      seed: options.number('seed', 1),
      cost: 1,
    },
    log: logLine,
  });
  const predictions = options.text('predictions');
  if (predictions) await writePredictions(predictions, report, test.rowCount);
  const { answers: _, ...measured } = report;
  printJson({
    ...measured,
    // From the files to the answer: decoding and describing the test rows' pictures counts.
    rowsPerSecond: test.rowCount / (test.rowCount / measured.rowsPerSecond + describeSeconds),
    rows: { train: train.rowCount, valid: valid?.rowCount ?? 0, test: test.rowCount },
    columnsUsed: options.text('image') ? [...columns, options.required('image')] : columns,
    peakMemoryMb: peakMemoryMb(),
  });
  return 0;
}

export const command: Command = {
  name: 'evaluate categorize',
  summary: 'measure categorization on any labelled table',
  help,
  run,
};
