/** Trains the linear model and product2vec of every level on parts of one matrix: the folds of a table, or all of it. */
import { readTexts } from '#server/compute/read-texts.ts';
import { releaseMemory } from '#server/compute/release-memory.ts';
import { type RowShards, sampleShards } from '#server/compute/row-shards.ts';
import { type OneVsRestProblem, trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import { type KeptModel, trainProduct2vec } from '#server/compute/train-product2vec.ts';
import { product2vecDefaults } from '#server/ml/embedding/product2vec.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import type { TextDocument, TfidfModel } from '#server/ml/linear/tfidf.ts';
import { withNames } from './named-rows.ts';
import { type SearchInput, searchSchedule } from './search-schedule.ts';
import { learnVocabulary, type ScoreOptions } from './text-vocabulary.ts';
import { releaseFrom, withTrainingRows } from './training-rows.ts';

/** Classes of a level with those of one branch together, by the labels above them. */
export function branchOrder(labels: Int32Array[], level: number, classCount: number): Int32Array {
  const above: number[][] = Array.from({ length: classCount }, () => []);
  labels[level].forEach((label, row) => {
    if (label >= 0 && above[label].length === 0) above[label] = labels.slice(0, level).map((ids) => ids[row]);
  });
  const compare = (left: number, right: number): number => {
    for (let at = 0; at < level; at++) {
      const order = (above[left][at] ?? -1) - (above[right][at] ?? -1);
      if (order !== 0) return order;
    }
    return left - right;
  };
  return Int32Array.from({ length: classCount }, (_, label) => label).sort(compare);
}

/** Rows of one vocabulary. The labels are those of the first matrix, −1 where a row does not train a level. */
export interface TextTable {
  vocabulary: TfidfModel;
  matrices: [training: SparseRows | RowShards, ...others: SparseRows[]];
  labels: Int32Array[];
  classCounts: number[];
}

/** Rows of the first matrix to train on, and rows of any to score. */
export interface TextSplit {
  takes: (row: number) => boolean;
  score: { matrix: number; rows: Int32Array }[];
}

/** What the models of one split say of each of its targets. */
export interface SplitScores {
  /** linear[level][target] */
  linear: Float32Array[][];
  /** product2vec[target][level] */
  product2vec: Float32Array[][] | null;
}

/** A problem per level over the rows that `take` lets train. */
function levelProblems({ labels, classCounts }: TextTable, split: TextSplit): OneVsRestProblem[] {
  return classCounts.map((classCount, level) => {
    const rows = Int32Array.from(
      [...labels[level].keys()].filter((row) => labels[level][row] >= 0 && split.takes(row)),
    );
    return {
      rows,
      classOf: rows.map((row) => labels[level][row]),
      classCount,
      classOrder: branchOrder(labels, level, classCount),
      score: split.score,
    };
  });
}

/** Visits of rows that a model is trained for: small tables are walked more often. */
const visitsWanted = 400_000;
const [epochsMin, epochsMax] = [3, 40];
/** Rows up to which several seeds are averaged, and how many. */
const membersRowsMax = 1500;
const membersOfSmall = 3;
/** Rows that it is trained on where they lie in files: three epochs are as many visits as smaller tables get. */
const sampledRowsMax = 150_000;
/** Working memory of the linear model where its rows lie in files. */
const workingMemoryMax = 0.75 * 2 ** 30;
/** Columns from which the table of a thread would not fit beside the others. */
const columnsMax = 1_500_000;

function epochsFor(rows: number): number {
  return Math.round(Math.min(epochsMax, Math.max(epochsMin, visitsWanted / Math.max(1, rows))));
}

interface TrainedVectors {
  scores: Float32Array[][][];
  kept: KeptModel[][];
  scoreSeconds: number;
  divisor: number;
}

/** Rates that were searched for, by vocabulary: folds and the final model of a table share one. */
const searched = new WeakMap<TfidfModel, Promise<number[] | null>>();

function factorsOf(vocabulary: TfidfModel, input: SearchInput): Promise<number[] | null> {
  const known = searched.get(vocabulary) ?? searchSchedule(input);
  searched.set(vocabulary, known);
  return known;
}

/** The table that product2vec trains on: of rows in files a sample, walked as often as it takes. */
function vectorTable(table: TextTable): { table: TextTable; rows: Int32Array | null; matrix: SparseRows } {
  const [training, ...others] = table.matrices;
  if (!('shards' in training)) return { table, rows: null, matrix: training };
  const { rows, matrix } = sampleShards(training, sampledRowsMax);
  const labels = table.labels.map((level) => rows.map((row) => level[row]));
  return { table: { ...table, matrices: [matrix, ...others], labels }, rows, matrix };
}

async function trainVectors(
  whole: TextTable,
  splits: TextSplit[],
  options: ScoreOptions,
  keep: boolean,
): Promise<TrainedVectors | null> {
  const { vocabulary, classCounts } = whole;
  if (!options.product2vec || vocabulary.columnCount > columnsMax) return null;
  const { table, rows, matrix } = vectorTable(whole);
  const { rowCount } = matrix;
  // Whole rows become vectors of length a half, whatever the blocks: the learning rate fits that.
  const divisor = 2 * Math.hypot(...vocabulary.blocks.map((block) => block.weight));
  const known = [...Array(rowCount).keys()].filter((row) => table.labels.some((level) => level[row] >= 0));
  const { starts } = vocabulary;
  const factors =
    options.schedule === 'plateau'
      ? await factorsOf(vocabulary, {
          ...{ matrix, starts, labels: table.labels, classCounts, known, divisor, seed: options.seed },
          watch: (epochs) => options.watch?.(epochs, true),
          signal: options.signal,
        })
      : null;
  const found = await trainProduct2vec({
    matrices: [matrix, ...whole.matrices.slice(1)] as SparseRows[],
    starts,
    problems: splits.map((split) => ({
      rows: Int32Array.from(known.filter((row) => split.takes(rows ? rows[row] : row))),
      labels: table.labels,
      classCounts,
      score: split.score,
      keep,
    })),
    threads: options.threads,
    seed: options.seed,
    members: rowCount <= membersRowsMax ? membersOfSmall : 1,
    options: { divisor, epochs: factors?.length ?? epochsFor(rowCount), factors },
    watch: options.watch && ((epochs) => options.watch?.(epochs, false)),
    signal: options.signal,
  });
  return { ...found, divisor };
}

/** Trains every split. Answers what each says of its targets, and the seconds that scoring took. */
export async function trainText(
  table: TextTable,
  splits: TextSplit[],
  options: ScoreOptions,
): Promise<[SplitScores[], number]> {
  const levelCount = table.classCounts.length;
  const linear = await trainOneVsRest({
    matrices: table.matrices,
    problems: splits.flatMap((split) => levelProblems(table, split)),
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
    signal: options.signal,
    memoryMax: 'shards' in table.matrices[0] ? workingMemoryMax : undefined,
  });
  const vectors = await trainVectors(table, splits, options, false);
  const found = splits.map((_, at) => ({
    linear: linear.scores.slice(at * levelCount, (at + 1) * levelCount),
    product2vec: vectors?.scores[at] ?? null,
  }));
  return [found, linear.scoreSeconds + (vectors?.scoreSeconds ?? 0)];
}

/** A model of vectors with its heads, as it is served: several seeds lie side by side in one vector. */
export interface TrainedProduct2vec {
  /** Numbers of a vector. */
  size: number;
  /** columns × size; a row's vector is Σ value · table[column]. */
  table: Float32Array;
  /** Per level: classes × size, and classes. */
  heads: Float32Array[];
  biases: Float32Array[];
}

export interface TrainedLevels {
  vocabulary: TfidfModel;
  /** Per level: classes × (columns + 1), bias last. */
  weights: Float32Array[];
  product2vec: TrainedProduct2vec | null;
}

function joinMembers(
  members: readonly KeptModel[],
  divisor: number,
  columnCount: number,
  classCounts: readonly number[],
): TrainedProduct2vec {
  const { size } = product2vecDefaults;
  const whole = size * members.length;
  if (members.length === 1) {
    // A large table is held once: what was trained becomes what is served where it lies.
    const [{ table, heads, biases }] = members;
    for (let at = 0; at < table.length; at++) table[at] /= divisor;
    return { size, table, heads, biases };
  }
  const join = (parts: Float32Array[], rows: number, scale: number): Float32Array => {
    const out = new Float32Array(rows * whole);
    parts.forEach((part, member) => {
      for (let row = 0; row < rows; row++)
        for (let d = 0; d < size; d++) out[row * whole + member * size + d] = part[row * size + d] * scale;
    });
    return out;
  };
  return {
    size: whole,
    table: join(
      members.map((member) => member.table),
      columnCount,
      1 / divisor,
    ),
    heads: classCounts.map((count, level) =>
      join(
        members.map((member) => member.heads[level]),
        count,
        1,
      ),
    ),
    biases: classCounts.map((count, level) =>
      Float32Array.from({ length: count }, (_, label) =>
        members.reduce((sum, member) => sum + member.biases[level][label], 0),
      ),
    ),
  };
}

/**
 * Reads documents (and names of classes behind them) by a vocabulary learnt from them, and gives the table away until what uses
 * it is done. Rows beyond `rowBytesMax` lie in files.
 */
export async function withTextTable<Result>(
  documents: TextDocument[],
  labels: Int32Array[],
  classCounts: number[],
  options: ScoreOptions,
  use: (table: TextTable) => Promise<Result>,
): Promise<Result> {
  const taught = withNames(documents, labels, options.classNames);
  const vocabulary = learnVocabulary(taught.documents, options.blockWeights, classCounts);
  return withTrainingRows(vocabulary, taught.documents, options, (rows) =>
    use({ vocabulary, matrices: [rows], labels: taught.labels, classCounts }),
  );
}

/** Trains every level on text and keeps the weights: what a model file is written from. */
export async function trainLevels(
  documents: TextDocument[],
  labels: Int32Array[],
  classCounts: number[],
  options: ScoreOptions,
): Promise<TrainedLevels> {
  return withTextTable(documents, labels, classCounts, options, (table) => trainWhole(table, options));
}

/** Trains every level on all rows of a table. */
export async function trainWhole(table: TextTable, options: ScoreOptions): Promise<TrainedLevels> {
  return (await trainKept(table, { takes: () => true, score: [] }, options)).trained;
}

/** The same, with what the trained models say of other documents, in float32. */
export async function trainAndScore(
  { vocabulary, matrices, labels, classCounts }: TextTable,
  documents: readonly TextDocument[],
  options: ScoreOptions,
): Promise<{ trained: TrainedLevels; scores: SplitScores; rows: SparseRows }> {
  const rows = await readTexts(vocabulary, documents, options.threads);
  const score = [{ matrix: 1, rows: Int32Array.from({ length: rows.rowCount }, (_, row) => row) }];
  const table: TextTable = { vocabulary, labels, classCounts, matrices: [matrices[0], rows] };
  return { ...(await trainKept(table, { takes: () => true, score }, options)), rows };
}

/** Trains one split and keeps its weights beside what it says of its targets. */
export async function trainKept(
  table: TextTable,
  split: TextSplit,
  options: ScoreOptions,
): Promise<{ trained: TrainedLevels; scores: SplitScores }> {
  const { vocabulary, classCounts } = table;
  const { weights, scores, solved } = await trainOneVsRest({
    matrices: table.matrices,
    problems: levelProblems(table, split).map((problem) => ({ ...problem, keepWeights: true })),
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
    signal: options.signal,
    memoryMax: 'shards' in table.matrices[0] ? workingMemoryMax : undefined,
  });
  options.solved?.(solved);
  const isLarge = table.matrices[0].rowCount >= releaseFrom;
  if (isLarge) await releaseMemory();
  const vectors = await trainVectors(table, [split], options, true);
  if (isLarge) await releaseMemory();
  return {
    trained: {
      vocabulary,
      weights: weights.filter((level): level is Float32Array => level !== null),
      product2vec:
        vectors && joinMembers(vectors.kept[0], vectors.divisor, vocabulary.columnCount, classCounts),
    },
    scores: { linear: scores, product2vec: vectors?.scores[0] ?? null },
  };
}
