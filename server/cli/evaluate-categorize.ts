import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import {
  type CategorizeReport,
  evaluateCategorize,
  type LabelledPart,
} from '#server/evaluation/evaluate-categorize.ts';
import { className } from '#server/evaluation/label-levels.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import type { Command } from './command.ts';
import {
  defaultThreads,
  evaluationOptions,
  logLine,
  parseOptions,
  peakMemoryMb,
  printJson,
} from './options.ts';
import { openPictures, type Pictures } from './picture-input.ts';
import {
  type EncodeTexts,
  labelColumns,
  openTextEncodings,
  readDocuments,
  usedColumns,
} from './text-input.ts';

const help = `shelfwise evaluate categorize --train F [--valid F] --test F --text COLS --labels COLS [options] --json

Trains on --train, makes every choice on --valid (or by folds of --train), measures on --test.
Tables are CSV, TSV, JSON Lines or Parquet. Labels are named from the root to the leaf.

  --text COLS         text columns, comma-separated; each becomes a field of its own
  --labels COLS       label columns, root first
  --image COL         column with image file names, found in and below --image-dir D (any case; a link counts as its
                      file name, nothing is fetched; of several the first that can be read); --text may be left out
  --encoder MANIFEST  an ONNX image encoder: {"file","widthPx","heightPx","mean","std","layout","fit","output",
                      "pooling"}; without it, one of our own is learnt from the pictures of --train; 'cnn' learns a
                      small net from their labels as well (10,000 pictures and more; --valid is needed)
  --crop              the net learns from crops of up to 20 % off each side    --epochs N   its passes over the pictures
  --text-encoder M    an ONNX text encoder with its tokenizer.json, beside our own text models: {"file","tokenizer",
                      "tokenizerConfig","tokensMax","padId","prefix","inputs","output","pooling"}
  --predictions F     writes answers row by row (CSV)
  --final             retrains on train + valid before the test
  --plateau           product2vec trains until held-out rows stop getting better, not for a fixed number of visits
  --columns COLS      keep only these columns    --ignore COLS   leave these out
  --seed N (1)        --threads N (all cores)    --json          the result as one JSON object`;

interface Readers {
  columns: string[];
  labels: string[];
  pictures: Pictures;
  encodeTexts: EncodeTexts;
}

/** Reads a table; `part` is the option that named it. */
async function toPart(part: string, table: Table, readers: Readers): Promise<LabelledPart> {
  const rows = readDocuments(table, readers.columns);
  const encodings = await readers.encodeTexts(rows);
  const pictures = await readers.pictures.read(part, table);
  return {
    input: { ...rows, pictures, encodings },
    labels: readers.labels.map((name) => table.column(name)),
  };
}

async function writePredictions(file: string, report: CategorizeReport, rowCount: number): Promise<void> {
  const out = createWriteStream(file);
  const { labels, levels } = report.answers;
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  out.write(`row,${labels.names.map((name) => `${cell(name)},${cell(`${name}_p`)}`).join(',')}\n`);
  for (let row = 0; row < rowCount; row++) {
    const cells = levels.map(
      (level, at) => `${cell(className(labels.classes[at][level.top[row][0]]))},${level.p[row].toFixed(6)}`,
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
    'epochs',
    'text-encoder',
    'predictions',
    ...evaluationOptions,
  ];
  const options = parseOptions(argv, names, ['json', 'final', 'plateau', 'crop']);
  const labels = labelColumns(options);
  const files = {
    train: options.file('train'),
    valid: options.optionalFile('valid'),
    test: options.file('test'),
  };
  const train = await readTable(files.train);
  const columns = usedColumns(train, options, labels);
  const readers: Readers = {
    columns,
    labels,
    pictures: await openPictures(options, columns.length > 0, labels),
    encodeTexts: await openTextEncodings(options),
  };
  const valid = files.valid ? await readTable(files.valid) : null;
  const test = await readTable(files.test);
  const trainPart = await toPart('train', train, readers);
  const describedAt = performance.now();
  const testPart = await toPart('test', test, readers);
  const describeSeconds = (performance.now() - describedAt) / 1000;
  const report = await evaluateCategorize({
    train: trainPart,
    valid: valid ? await toPart('valid', valid, readers) : null,
    test: testPart,
    levelNames: labels,
    final: options.flag('final'),
    options: {
      threads: options.number('threads', defaultThreads()),
      seed: options.number('seed', 1),
      cost: 1,
      schedule: options.flag('plateau') ? 'plateau' : 'visits',
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
    ...(readers.pictures.counts && { pictures: readers.pictures.counts }),
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
