import { evaluateBlock } from '#server/evaluation/evaluate-block.ts';
import { pairReader } from '#server/evaluation/match-pairs.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import { evaluationOptions, logLine, parseOptions, peakMemoryMb, printJson } from './options.ts';
import { readListingTables } from './pair-tables.ts';

const help = `shelfwise evaluate block --left F [--right F] --truth F --budgets 70000,100000,250000 --json

Finds candidate pairs of two tables, or within one, without seeing any label, ranks them over the whole collection, and
measures the share of true pairs (label = 1 in --truth: ltable_id,rtable_id,label) among the first n of each budget.

  --columns COLS      read only these columns    --ignore COLS   leave these out
  --seed N, --threads N (accepted: candidates are deterministic, one thread is used)`;

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(argv, ['left', 'right', 'truth', 'budgets', ...evaluationOptions], ['json']);
  const truthFile = options.file('truth');
  const budgets = options.list('budgets').map(Number);
  if (budgets.length === 0) throw new UsageError('--budgets is missing');
  if (budgets.some((budget) => !Number.isInteger(budget) || budget <= 0))
    throw new UsageError(`--budgets: whole numbers above 0, not ${options.text('budgets')}`);
  const tables = await readListingTables(options);
  const read = pairReader({ ...tables, right: tables.right ?? tables.left });
  const report = await evaluateBlock({
    left: tables.leftRecords,
    right: tables.rightRecords,
    truth: read(await readTable(truthFile), truthFile),
    budgets,
    log: logLine,
  });
  printJson({ ...report, columnsUsed: tables.columnsUsed, peakMemoryMb: peakMemoryMb() });
  return 0;
}

export const command: Command = {
  name: 'evaluate block',
  summary: 'measure candidate recall under budgets',
  help,
  run,
};
