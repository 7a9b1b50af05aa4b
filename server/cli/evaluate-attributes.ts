import { evaluateAttributes } from '#server/evaluation/evaluate-attributes.ts';
import type { LabelledPart } from '#server/evaluation/evaluate-categorize.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import {
  defaultThreads,
  evaluationOptions,
  logLine,
  parseOptions,
  peakMemoryMb,
  printJson,
} from './options.ts';
import { openPictures } from './picture-input.ts';
import { readDocuments, usedColumns } from './text-input.ts';

const help = `shelfwise evaluate attributes --train F [--test F] --text COLS --attributes COLS [options] --json

How well attributes (colour, gender, usage) are told from text and pictures, each by itself, with the commonest value and
the value that the text states beside. Without --test one fifth of --train is held out. Rows without a value are left out.

  --text COLS         columns to learn from, each a field of its own; one that tells the attribute is left out
  --attributes COLS   columns to predict
  --image COL         column with image file names, found in and below --image-dir D
  --encoder MANIFEST  an ONNX image encoder; without it, one of our own is learnt from the pictures of --train
  --columns COLS      keep only these columns    --ignore COLS   leave these out
  --seed N (1)        --threads N (all cores)    --json          the result as one JSON object`;

async function run(argv: string[]): Promise<number> {
  const names = [
    'train',
    'test',
    'text',
    'attributes',
    'image',
    'image-dir',
    'encoder',
    ...evaluationOptions,
  ];
  const options = parseOptions(argv, names, ['json']);
  const startedAt = performance.now();
  const attributes = options.list('attributes');
  if (attributes.length === 0) throw new UsageError('--attributes is missing');
  const train = await readTable(options.file('train'));
  const testFile = options.optionalFile('test');
  const columns = usedColumns(train, options, attributes);
  const pictures = await openPictures(options, columns.length > 0);
  const toPart = async (part: string, table: Table): Promise<LabelledPart> => ({
    input: { ...readDocuments(table, columns), pictures: await pictures.read(part, table) },
    labels: attributes.map((name) => table.column(name)),
  });
  const trainPart = await toPart('train', train);
  const reports = await evaluateAttributes({
    train: trainPart,
    test: testFile ? await toPart('test', await readTable(testFile)) : null,
    names: attributes,
    options: {
      threads: options.number('threads', defaultThreads()),
      seed: options.number('seed', 1),
      cost: 1,
    },
    log: logLine,
  }).catch((error: Error) => {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  });
  printJson({
    attributes: reports,
    ...(pictures.counts && { pictures: pictures.counts }),
    columnsUsed: options.text('image') ? [...columns, options.required('image')] : columns,
    seconds: (performance.now() - startedAt) / 1000,
    peakMemoryMb: peakMemoryMb(),
  });
  return 0;
}

export const command: Command = {
  name: 'evaluate attributes',
  summary: 'measure how well colour, gender and their like are told',
  help,
  run,
};
