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
  --source COL            column that says who offers a row (found by name: seller, vendor, shop, …, unless --columns
                          or --ignore say otherwise); where the learning part never holds one thing twice from
                          one source, rows of one source are kept apart
  --embedding             learn a text embedding on the clusters too (angular margin): a column for the model, and
                          measured alone, learnt and unlearnt, in byCosine
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

const sourceName =
  /^(vendor|seller|shop|store|merchant|retailer|source|site|website|domain)(_?(id|name|key))?$/i;

/** The column that says who offers each row: named, or found where the columns are not chosen by the user. */
function sourceColumn(table: Table, options: Options, target: string): string | null {
  const asked = options.text('source');
  if (asked) return asked;
  const chosen = options.list('columns');
  const ignored = new Set(options.list('ignore').map((name) => name.toLowerCase()));
  const found = (chosen.length > 0 ? chosen : table.columns).find(
    (name) => sourceName.test(name) && name !== target && !ignored.has(name.toLowerCase()) && table.has(name),
  );
  if (!found) return null;
  const values = table.column(found);
  const distinct = new Set(values).size;
  return distinct > 1 && distinct * 2 <= values.length ? found : null;
}

async function run(argv: string[]): Promise<number> {
  const names = [
    'table',
    'cluster',
    'holdout',
    'phash',
    'source',
    'image',
    'image-dir',
    ...evaluationOptions,
  ];
  const options = parseOptions(argv, names, ['json', 'embedding']);
  const target = options.required('cluster');
  const holdout = options.number('holdout', 0.5);
  if (holdout <= 0 || holdout >= 1) throw new UsageError('--holdout must lie between 0 and 1');
  const table = await readTable(options.file('table'));
  const clusters = table.column(target);
  const named = clusters.filter((name) => name !== null && name !== '');
  if (new Set(named).size === named.length)
    throw new UsageError(`--cluster ${target}: no cluster has two rows, so there is nothing to learn from`);
  const pictures = ['phash', 'image'].flatMap((name) => options.text(name) ?? []);
  const source = sourceColumn(table, options, target);
  const beside = [...pictures, ...(source ? [source] : [])];
  const { columns, columnsUsed } = chooseColumns(table, options, [target], beside);
  const report = evaluateCluster({
    records: listingRecords(table, columns),
    extraNames: columns.extras,
    clusters,
    hashes: await readHashes(table, options),
    sources: source ? table.column(source) : null,
    holdout,
    withEmbedding: options.flag('embedding'),
    seed: options.number('seed', 1),
    log: logLine,
  });
  printJson({ ...report, columnsUsed: [...columnsUsed, ...beside], peakMemoryMb: peakMemoryMb() });
  return 0;
}

export const command: Command = {
  name: 'evaluate cluster',
  summary: 'measure duplicate clusters of a table',
  help,
  run,
};
