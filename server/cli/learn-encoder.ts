/** `shelfwise learn encoder`: a small net from a table's pictures and labels, as an ONNX file with its manifest. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openImageFolder } from '#server/evaluation/image-files.ts';
import { learnCnn } from '#server/evaluation/learn-cnn.ts';
import { cnnPicturesMin } from '#server/inference/cnn-training.ts';
import { cnnEncoder, cnnManifest } from '#server/inference/image-encoder.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import { defaultThreads, logLine, parseOptions, peakMemoryMb, printJson, wholeNumber } from './options.ts';
import { logEpoch } from './picture-input.ts';
import { labelColumns } from './text-input.ts';

const help = `shelfwise learn encoder --train F --image COL --image-dir D --labels COLS --out DIR [options]

Learns a small convolutional net from pictures and labels, and writes DIR/encoder.onnx and its manifest DIR/encoder.json: what
evaluate categorize --encoder takes, and SHELFWISE_IMAGE_ENCODER of the desk. Worth it from some 10,000 pictures on; about 300
pictures a second of a core. Interrupted, the same command goes on after the last whole epoch (DIR/checkpoint).
Measure and train with tables that share no product with --train: the net has seen its labels.

  --labels COLS       label columns, comma-separated, root first
  --crop              learns from crops of up to 20 % off each side
  --epochs N          passes over the pictures; left out, by their count
  --seed N (1)        --threads N (all cores)    --json   the result as one JSON object`;

/** Written whole or not at all. */
async function replaceFile(file: string, bytes: Buffer | string): Promise<void> {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}

async function run(argv: string[]): Promise<number> {
  const names = ['train', 'image', 'image-dir', 'labels', 'out', 'epochs', 'seed', 'threads'];
  const options = parseOptions(argv, names, ['crop', 'json']);
  const out = options.required('out');
  const epochs = wholeNumber(options, 'epochs');
  const table = await readTable(options.file('train'));
  const columns = [options.required('image'), ...labelColumns(options)];
  const missing = columns.find((name) => !table.has(name));
  if (missing) throw new UsageError(`no column ${missing} in --train; there are ${table.columns.join(', ')}`);
  const folder = await openImageFolder(options.file('image-dir')).catch((error: Error) => {
    throw new UsageError(`--image-dir: ${error.message}`);
  });
  await mkdir(out, { recursive: true });
  const checkpoint = path.join(out, 'checkpoint');
  const [cells, ...labels] = columns.map((name) => table.column(name));
  const startedAt = performance.now();
  const trained = await learnCnn(
    folder,
    { cells, labels },
    {
      seed: options.number('seed', 1),
      threads: wholeNumber(options, 'threads') ?? defaultThreads(),
      isCropped: options.flag('crop'),
      epochs,
      resumeFrom: await readFile(checkpoint).catch(() => null),
      keep: (bytes) => replaceFile(checkpoint, bytes),
      report: logEpoch,
    },
  );
  if (!trained)
    throw new UsageError(
      `--train: fewer than ${cnnPicturesMin} rows have a label and a picture that can be read`,
    );
  await replaceFile(path.join(out, 'encoder.onnx'), trained.model);
  const manifest = path.join(out, 'encoder.json');
  await replaceFile(manifest, `${JSON.stringify(cnnManifest('encoder.onnx'), null, 2)}\n`);
  await rm(checkpoint, { force: true });
  const encoder = await cnnEncoder(trained.model);
  await encoder.close();
  const { pictures, best, history, resumedEpochs } = trained;
  logLine(
    `${manifest}: epoch ${best.epoch} of ${history.length}, ${best.accuracy.toFixed(3)} of held-out pictures`,
  );
  printJson({
    ...{ manifest, version: encoder.version, pictures, best, epochs: history.length, resumedEpochs },
    ...{ seconds: (performance.now() - startedAt) / 1000, peakMemoryMb: peakMemoryMb() },
  });
  return 0;
}

export const command: Command = {
  name: 'learn encoder',
  summary: 'learn an image encoder from labelled pictures',
  help,
  run,
};
