import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { evaluateCluster } from '#server/evaluation/evaluate-cluster.ts';
import { listingRecords } from '#server/evaluation/listing-records.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import {
  evaluationOptions,
  logLine,
  type Options,
  parseOptions,
  peakMemoryMb,
  printJson,
} from './options.ts';
import { chooseColumns } from './pair-tables.ts';

const help = `shelfwise evaluate cluster --table F --cluster COL [--holdout 0.5] [options] --json

Learns which rows belong together from a part of the clusters and measures on the held-out ones: candidate recall,
pairwise and B-cubed precision, recall and F1, F1 of each row's match list, largest cluster.

  --holdout SHARE (0.5)   share of the clusters that is held out
  --phash COL             column with a 64-bit perceptual hash in hex
  --image COL             column with an image file name, with --image-dir D
  --columns COLS          compare only these columns    --ignore COLS   leave these out
  --seed N (1)            --threads N (accepted; one thread is used)`;

const none = new Int32Array(0);

function halves(hash: bigint): Int32Array {
  return Int32Array.from([Number(BigInt.asIntN(32, hash >> 32n)), Number(BigInt.asIntN(32, hash))]);
}

function hashesOfColumn(cells: (string | null)[]): Int32Array[] {
  return cells.map((cell) => (cell && /^[0-9a-f]{1,16}$/i.test(cell) ? halves(BigInt(`0x${cell}`)) : none));
}

async function hashesOfImages(cells: (string | null)[], folder: string): Promise<Int32Array[]> {
  const hashes: Int32Array[] = [];
  for (const cell of cells) {
    // Names come from the table: only files directly under the folder are read.
    const file = cell ? path.join(folder, path.basename(cell)) : '';
    const image = file && existsSync(file) ? await normalizeImage(await readFile(file)) : null;
    hashes.push(image?.ok ? halves(image.phash) : none);
  }
  return hashes;
}

async function readHashes(table: Table, options: Options): Promise<Int32Array[] | null> {
  const phash = options.text('phash');
  if (phash) return hashesOfColumn(table.column(phash));
  const image = options.text('image');
  return image ? hashesOfImages(table.column(image), options.file('image-dir')) : null;
}

async function run(argv: string[]): Promise<number> {
  const names = ['table', 'cluster', 'holdout', 'phash', 'image', 'image-dir', ...evaluationOptions];
  const options = parseOptions(argv, names, ['json']);
  const target = options.required('cluster');
  const holdout = options.number('holdout', 0.5);
  if (holdout <= 0 || holdout >= 1) throw new UsageError('--holdout must lie between 0 and 1');
  const table = await readTable(options.file('table'));
  const clusters = table.column(target);
  const pictures = ['phash', 'image'].flatMap((name) => options.text(name) ?? []);
  const { columns, columnsUsed } = chooseColumns(table, options, [target], pictures);
  const report = evaluateCluster({
    records: listingRecords(table, columns),
    extraNames: columns.extras,
    clusters,
    hashes: await readHashes(table, options),
    holdout,
    seed: options.number('seed', 1),
    log: logLine,
  });
  printJson({ ...report, columnsUsed: [...columnsUsed, ...pictures], peakMemoryMb: peakMemoryMb() });
  return 0;
}

export const command: Command = {
  name: 'evaluate cluster',
  summary: 'measure duplicate clusters of a table',
  help,
  run,
};
