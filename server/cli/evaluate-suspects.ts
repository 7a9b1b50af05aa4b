import { evaluateSuspects } from '#server/evaluation/evaluate-suspects.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import { defaultThreads, evaluationOptions, parseOptions, peakMemoryMb, printJson } from './options.ts';
import { labelColumns, readDocuments, usedColumns } from './text-input.ts';

const help = `shelfwise evaluate suspects --table F --text COLS --labels COLS --plant 0.08 [--confusable] --json

Gives a share of the rows a wrong label, trains on the noisy labels by folds, and measures how well the planted ones
are found: area under the ROC curve, precision among as many first suspects as were planted, and how near the estimated
share of wrong labels is to the planted one, of all rows and by category.

  --confusable        plant the sibling that a model confuses most, instead of a random other leaf
  --columns COLS      keep only these columns    --ignore COLS   leave these out
  --seed N (1)        --threads N (all cores)`;

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(
    argv,
    ['table', 'text', 'labels', 'plant', ...evaluationOptions],
    ['json', 'confusable'],
  );
  const startedAt = performance.now();
  const labels = labelColumns(options);
  const plant = options.number('plant', 0.08);
  if (plant <= 0 || plant >= 0.5) throw new UsageError('--plant must lie between 0 and 0.5');
  const table = await readTable(options.file('table'));
  const columns = usedColumns(table, options, labels);
  const report = await evaluateSuspects({
    input: readDocuments(table, columns),
    labels: labels.map((name) => table.column(name)),
    names: labels,
    plant,
    confusable: options.flag('confusable'),
    options: {
      threads: options.number('threads', defaultThreads()),
      seed: options.number('seed', 1),
      cost: 1,
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  printJson({ ...report, columnsUsed: columns, seconds, peakMemoryMb: peakMemoryMb() });
  return 0;
}

export const command: Command = {
  name: 'evaluate suspects',
  summary: 'measure how well planted wrong labels are found',
  help,
  run,
};
