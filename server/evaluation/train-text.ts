/** Trains the linear model and product2vec of every level on parts of one matrix: the folds of a table, or all of it. */
import { readTexts } from '#server/compute/read-texts.ts';
import { type OneVsRestProblem, trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import { type KeptModel, trainProduct2vec } from '#server/compute/train-product2vec.ts';
import { product2vecDefaults } from '#server/ml/embedding/product2vec.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import type { TextDocument, TfidfModel } from '#server/ml/linear/tfidf.ts';
import { withNames } from './named-rows.ts';
import { learnVocabulary, type ScoreOptions } from './text-vocabulary.ts';

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
  matrices: SparseRows[];
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

function trainVectors(
  table: TextTable,
  splits: TextSplit[],
  options: ScoreOptions,
  keep: boolean,
): Promise<TrainedVectors> | null {
  const { vocabulary, matrices, labels, classCounts } = table;
  if (!options.product2vec || vocabulary.columnCount > columnsMax) return null;
  const [{ rowCount }] = matrices;
  // Whole rows become vectors of length a half, whatever the blocks: the learning rate fits that.
  const divisor = 2 * Math.hypot(...vocabulary.blocks.map((block) => block.weight));
  const known = [...Array(rowCount).keys()].filter((row) => labels.some((level) => level[row] >= 0));
  return trainProduct2vec({
    matrices,
    starts: vocabulary.starts,
    problems: splits.map((split) => ({
      rows: Int32Array.from(known.filter(split.takes)),
      labels,
      classCounts,
      score: split.score,
      keep,
    })),
    threads: options.threads,
    seed: options.seed,
    members: rowCount <= membersRowsMax ? membersOfSmall : 1,
    options: { divisor, epochs: epochsFor(rowCount) },
  }).then((found) => ({ ...found, divisor }));
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

/** Trains every level on text and keeps the weights: what a model file is written from. */
export async function trainLevels(
  documents: TextDocument[],
  labels: Int32Array[],
  classCounts: number[],
  options: ScoreOptions,
): Promise<TrainedLevels> {
  const taught = withNames(documents, labels, options.classNames);
  const vocabulary = learnVocabulary(taught.documents, options.blockWeights);
  const matrices = [await readTexts(vocabulary, taught.documents, options.threads)];
  const table = { vocabulary, matrices, labels: taught.labels, classCounts };
  const split: TextSplit = { takes: () => true, score: [] };
  const { weights } = await trainOneVsRest({
    matrices: table.matrices,
    problems: levelProblems(table, split).map((problem) => ({ ...problem, keepWeights: true })),
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
  });
  const vectors = await trainVectors(table, [split], options, true);
  return {
    vocabulary,
    weights: weights.filter((level): level is Float32Array => level !== null),
    product2vec:
      vectors && joinMembers(vectors.kept[0], vectors.divisor, vocabulary.columnCount, classCounts),
  };
}
