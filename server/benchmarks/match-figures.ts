/**
 * Pair sets of the shared data: our matcher, a TF-IDF cosine threshold and DuckDB's string functions on the same pairs, all
 * thresholds chosen on validation, measured once on test.
 */
import { join } from 'node:path';
import { bestThreshold, binaryScore } from '#server/evaluation/binary-metrics.ts';
import { evaluateBlock } from '#server/evaluation/evaluate-block.ts';
import { evaluateMatch, type MatchReport } from '#server/evaluation/evaluate-match.ts';
import { comparableColumns, listingColumns, listingRecords } from '#server/evaluation/listing-records.ts';
import {
  eachItsOwn,
  identify,
  type PairSet,
  pairReader,
  withoutHeldListings,
  withoutHeldPairs,
} from '#server/evaluation/match-pairs.ts';
import { buildCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { comparableText } from '#server/ml/pairs/tokens.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Measurement } from './benchmark.ts';
import { duckDbF1 } from './duckdb-likeness.ts';

const seed = 1;
const textThreads = 2;

interface KnownSet {
  name: string;
  published: { value: number; source: string };
  /** Columns that hold the answer. */
  ignore: string[];
  /** Whether there is no test file: then training pairs are split and the validation file is the test. */
  testsOnValidation: boolean;
}

/** Best published F1 of models chosen on validation: CLER (Wu et al. 2023), R-SupCon (Peeters & Bizer 2022), WDC's own. */
export const pairSets: readonly KnownSet[] = [
  { name: 'abt-buy', published: { value: 0.9584, source: 'CLER, published' } },
  { name: 'amazon-google', published: { value: 0.7928, source: 'R-SupCon, published' } },
  { name: 'walmart-amazon', published: { value: 0.8848, source: 'CLER, published' } },
  { name: 'wdc-products', published: { value: 0.755, source: 'RoBERTa on its test file, published' } },
].map((set) => ({
  ...set,
  ignore: set.name === 'wdc-products' ? ['cluster_id'] : [],
  testsOnValidation: set.name === 'wdc-products',
}));

const rounded = (value: number): number => Number(value.toFixed(4));

interface LoadedSet {
  left: PairRecord[];
  right: PairRecord[];
  extras: string[];
  train: PairSet;
  valid: PairSet;
  test: PairSet;
}

function pick(pairs: PairSet, isWanted: (at: number) => boolean): PairSet {
  const rows = [...pairs.left.keys()].filter(isWanted);
  return {
    left: Int32Array.from(rows, (row) => pairs.left[row]),
    right: Int32Array.from(rows, (row) => pairs.right[row]),
    labels: Uint8Array.from(rows, (row) => pairs.labels[row]),
  };
}

/** Training pairs without a listing or title of the measured file; a fifth of the left records' pairs is for choices. */
function splitTraining(left: PairRecord[], right: PairRecord[], all: PairSet, held: PairSet) {
  const apart = withoutHeldPairs(all, [held], eachItsOwn(left.length, right.length));
  const titles = identify(left, right, ({ title }) => comparableText(title).trim());
  const kept = withoutHeldListings(apart, [held], titles);
  return {
    train: pick(kept, (at) => kept.left[at] % 5 !== 0),
    valid: pick(kept, (at) => kept.left[at] % 5 === 0),
  };
}

async function loadSet(folder: string, set: KnownSet): Promise<LoadedSet> {
  const file = (part: string): string => join(folder, set.name, `${part}.csv`);
  const [leftTable, rightTable] = [await readTable(file('tableA')), await readTable(file('tableB'))];
  const used = comparableColumns(leftTable, { columns: [], ignore: set.ignore, targets: [] }).used;
  const columns = listingColumns(leftTable, used);
  if (!columns) throw new Error(`${set.name}: no column is left to compare`);
  const read = pairReader({
    ...{ left: leftTable, right: rightTable, leftFile: file('tableA'), rightFile: file('tableB') },
  });
  const pairs = async (part: string): Promise<PairSet> => read(await readTable(file(part)), file(part));
  const [left, right] = [listingRecords(leftTable, columns), listingRecords(rightTable, columns)];
  const [train, valid] = [await pairs('train'), await pairs('valid')];
  const parts = set.testsOnValidation
    ? { ...splitTraining(left, right, train, valid), test: valid }
    : { train, valid, test: await pairs('test') };
  return { left, right, extras: columns.extras, ...parts };
}

/** F1 on test of one cosine threshold, chosen on validation. */
function cosineF1({ left, right, extras, valid, test }: LoadedSet): number {
  const corpus = buildCorpus([...left, ...right], extras.length);
  const features = new PairFeatures([], false);
  const column = features.names.indexOf('all cosine');
  const cosines = (pairs: PairSet): Float64Array => {
    const shifted = pairs.right.map((row) => row + left.length);
    const { values, featureCount } = features.rows(corpus, pairs.left, shifted);
    return Float64Array.from(pairs.left, (_, row) => values[row * featureCount + column]);
  };
  return binaryScore(cosines(test), test.labels, bestThreshold(cosines(valid), valid.labels)).f1;
}

/** Valid is learnt from after all choices where it shares no pair with test. */
function runMatcher(loaded: LoadedSet, report: (line: string) => void): MatchReport {
  const { left, right, extras, train, valid, test } = loaded;
  const apart = withoutHeldPairs(valid, [test], eachItsOwn(left.length, right.length));
  return evaluateMatch({
    ...{ left, right, train, valid, test, seed, withContext: true, log: report },
    extraNames: extras,
    learnsFromValid: apart.left.length === valid.left.length,
  });
}

/** Every test pair of a set: how sure our matcher is that it is one product, and whether it is. */
export async function matchAnswers(
  folder: string,
  set: KnownSet,
): Promise<{ p: number; isRight: boolean }[]> {
  const loaded = await loadSet(folder, set);
  const { p } = runMatcher(loaded, () => undefined);
  return Array.from(p, (one, at) => ({ p: one, isRight: loaded.test.labels[at] === 1 }));
}

/**
 * What a matcher may look at beside the pair. With answers it knows labels of other pairs of the same records, which published
 * models that score pairs alone do not: no figure to hold beside theirs.
 */
const rounds = [
  { kind: 'noContext', name: 'pairs alone', isComparable: true },
  { kind: 'context', name: 'among the candidates of the tables', isComparable: true },
  { kind: 'answers', name: 'among them, answers to their rivals known', isComparable: false },
] as const;

/** One pair set: our matcher beside the published figure, and the plain ways on the same pairs. */
export async function matchSet(
  folder: string,
  set: KnownSet,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const loaded = await loadSet(folder, set);
  const { left, right, valid, test } = loaded;
  const found = runMatcher(loaded, report);
  const plain = cosineF1(loaded);
  const titles = (records: PairRecord[]): string[] =>
    records.map(({ title }) => comparableText(title).trim());
  const duck = await duckDbF1({ left: titles(left), right: titles(right) }, valid, test, textThreads);
  const where = set.testsOnValidation ? 'F1 on its validation file' : 'test F1';
  const line = (name: string, value: number): Measurement => ({
    name: `${set.name}: ${where}${name}`,
    value: rounded(value),
    unit: 'share',
  });
  const ours = (name: string, value: number): Measurement => ({
    ...line(name, value),
    beside: set.published,
    ratioToReference: value / plain,
  });
  return [
    ...rounds.flatMap(({ kind, name, isComparable }) => {
      const [last, fromTrain] = [found[kind], found.fromTrainAlone[kind]];
      if (!last || !fromTrain) return [];
      const told = isComparable ? ours : line;
      return [told(`, ${name}`, last.f1), told(`, ${name}, learnt from train alone`, fromTrain.f1)];
    }),
    line(' of a TF-IDF cosine threshold', plain),
    ...Object.entries(duck.f1).map(([name, f1]) => line(` of a threshold on DuckDB’s ${name}`, f1)),
    { name: `${set.name}: features of pairs`, value: Math.round(found.pairsPerSecond), unit: 'pairs/s' },
    { name: `${set.name}: DuckDB’s three functions`, value: Math.round(duck.rate), unit: 'pairs/s' },
  ];
}

interface BlockSet {
  name: string;
  ignore: string[];
  /** Candidates allowed, and what is published or wanted at so many. */
  budgets: Record<number, { value: number; source: string } | null>;
}

const wanted = (value: number): { value: number; source: string } => ({ value, source: 'required' });

/** Candidate recall over two whole tables, on the true pairs of the test files; of the last three, 2 and 5 a left record. */
export const blockSets: readonly BlockSet[] = [
  {
    name: 'wdc-block-small',
    ignore: ['cluster_id'],
    budgets: { 70000: wanted(0.94), 100000: null, 250000: wanted(0.985) },
  },
  { name: 'abt-buy', ignore: [], budgets: { 2162: null, 5405: null } },
  { name: 'amazon-google', ignore: [], budgets: { 2726: null, 6815: null } },
  { name: 'walmart-amazon', ignore: [], budgets: { 5108: null, 12770: null } },
];

/** Candidate recall of one set at every budget. */
export async function blockSet(
  folder: string,
  { name, ignore, budgets }: BlockSet,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const loaded = await loadSet(folder, {
    ...{ name, ignore, testsOnValidation: false, published: wanted(0) },
  });
  const found = await evaluateBlock({
    ...{ left: loaded.left, right: loaded.right, truth: loaded.test, log: report },
    budgets: Object.keys(budgets).map(Number),
  });
  return Object.entries(budgets).map(([budget, beside]) => ({
    name: `${name}: true pairs of test among ${budget} candidates`,
    value: rounded(found.recall[budget]),
    unit: 'share',
    ...(beside ? { beside } : {}),
  }));
}
