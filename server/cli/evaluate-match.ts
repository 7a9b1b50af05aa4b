import { evaluateMatch } from '#server/evaluation/evaluate-match.ts';
import {
  eachItsOwn,
  identify,
  type PairSet,
  pairReader,
  withoutHeldListings,
  withoutHeldPairs,
} from '#server/evaluation/match-pairs.ts';
import { comparableText } from '#server/ml/pairs/tokens.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import { evaluationOptions, logLine, parseOptions, peakMemoryMb, printJson } from './options.ts';
import { type ListingTables, readListingTables } from './pair-tables.ts';

const help = `shelfwise evaluate match --left F [--right F] --train F --valid F --test F [options] --json

Trains the pair matcher on labelled pairs (ltable_id,rtable_id,label) of two tables, or of one, chooses everything on
--valid and measures on --test: pairs alone (noContext), among the other candidates of the same records (context), and with
the answers of --train to those (answers). The figures on top are of the one that --valid chose. With the choices made, all is
learnt once more from --train and --valid together, unless a pair of --valid (with --drop-touching: a listing) is in --test
too; what learning from --train alone gives stands in fromTrainAlone.

  --no-context        score pairs alone; the figure is also in noContext of the full run
  --drop-touching     drop training pairs of which a listing, or its title, is in --valid or --test
                      on either side (sets whose splits leak)
  --columns COLS      compare only these columns    --ignore COLS   leave these out
  --seed N (1)        --threads N (accepted; one thread is used)    --json`;

/** No pair of a held-out file; for --drop-touching no listing of one either: the same title is the same listing. */
function withoutLeaks(train: PairSet, held: PairSet[], tables: ListingTables, touching: boolean): PairSet {
  const { leftRecords, rightRecords } = tables;
  const kept = withoutHeldPairs(train, held, eachItsOwn(leftRecords.length, rightRecords?.length ?? null));
  if (!touching) return kept;
  const titles = identify(leftRecords, rightRecords, ({ title }) => comparableText(title).trim());
  return withoutHeldListings(kept, held, titles);
}

/** Throws UsageError where a file cannot do its part: a matcher learnt or chosen on one answer alone says nothing. */
function checkPairs(pairs: PairSet, file: string, dropped: number): void {
  const same = pairs.labels.reduce((sum, label) => sum + label, 0);
  if (same > 0 && same < pairs.labels.length) return;
  const left = dropped > 0 ? `, after ${dropped} that leak were dropped` : '';
  throw new UsageError(
    `${file} has ${pairs.labels.length} pairs, ${same} of them matches${left}: both matches and others are needed`,
  );
}

async function run(argv: string[]): Promise<number> {
  const names = ['left', 'right', 'train', 'valid', 'test', ...evaluationOptions];
  const options = parseOptions(argv, names, ['json', 'no-context', 'drop-touching']);
  const files = { train: options.file('train'), valid: options.file('valid'), test: options.file('test') };
  const tables = await readListingTables(options);
  const read = pairReader({ ...tables, right: tables.right ?? tables.left });
  const train = read(await readTable(files.train), files.train);
  const valid = read(await readTable(files.valid), files.valid);
  const test = read(await readTable(files.test), files.test);
  const kept = withoutLeaks(train, [valid, test], tables, options.flag('drop-touching'));
  checkPairs(kept, files.train, train.left.length - kept.left.length);
  checkPairs(valid, files.valid, 0);
  checkPairs(test, files.test, 0);
  const clean = withoutLeaks(valid, [test], tables, options.flag('drop-touching'));
  const { p: _, ...report } = evaluateMatch({
    left: tables.leftRecords,
    right: tables.rightRecords,
    extraNames: tables.columns.extras,
    train: kept,
    valid,
    test,
    seed: options.number('seed', 1),
    withContext: !options.flag('no-context'),
    learnsFromValid: clean.left.length === valid.left.length,
    log: logLine,
  });
  printJson({
    ...report,
    droppedTrainPairs: train.left.length - kept.left.length,
    columnsUsed: tables.columnsUsed,
    peakMemoryMb: peakMemoryMb(),
  });
  return 0;
}

export const command: Command = {
  name: 'evaluate match',
  summary: 'measure pair matching on labelled pairs of two tables or one',
  help,
  run,
};
