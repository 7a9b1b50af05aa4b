/** The linear text model of every level of a label tree: scores of other rows, scores by folds, weights to keep. */
import { type OneVsRestProblem, trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import {
  findLongFields,
  fitTfidf,
  type TextDocument,
  type TfidfBlock,
  type TfidfModel,
  tfidfMatrix,
} from '#server/ml/linear/tfidf.ts';

/** Rows of input: one text per field, and optional pictures. */
export interface InputRows {
  documents: TextDocument[];
  /** An encoder's vector of each row's picture, unit length, or null where the row has none; all of one length. */
  pictures: (Float32Array | null)[] | null;
}

export interface ScoreOptions {
  threads: number;
  seed: number;
  cost: number;
  /** Weight of each block of the text model (block-weights.ts); all alike where it is left out. */
  blockWeights?: readonly number[];
}

/** Rows below which a feature of a single document may count. */
const singlesRowsMax = 3000;

/** Each field alone, then all together. */
function blocksFor(fieldCount: number, weights: readonly number[]): TfidfBlock[] {
  const weightOf = (block: number): number => weights[block] ?? 1;
  const single = Array.from({ length: fieldCount }, (_, field) => ({
    fields: [field],
    weight: weightOf(field),
  }));
  if (fieldCount === 1) return single;
  return [...single, { fields: single.map((block) => block.fields[0]), weight: weightOf(fieldCount) }];
}

/** The vocabulary of some rows. It looks at no label, so all folds of a table may share it. */
export function learnVocabulary(
  documents: readonly TextDocument[],
  blockWeights: readonly number[] = [],
): TfidfModel {
  return fitTfidf(documents, {
    blocks: blocksFor(documents[0]?.length ?? 0, blockWeights),
    documentsMin: documents.length > singlesRowsMax ? 2 : 1,
    longFields: findLongFields(documents),
  });
}

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

/** A problem per level over the rows that `take` lets train. Rows with −1 do not train that level. */
function levelProblems(
  labels: Int32Array[],
  classCounts: number[],
  take: (row: number) => boolean,
  score: OneVsRestProblem['score'],
): OneVsRestProblem[] {
  return classCounts.map((classCount, level) => {
    const rows = Int32Array.from(
      [...labels[level].keys()].filter((row) => labels[level][row] >= 0 && take(row)),
    );
    return {
      rows,
      classOf: rows.map((row) => labels[level][row]),
      classCount,
      classOrder: branchOrder(labels, level, classCount),
      score,
    };
  });
}

function allRows(rows: SparseRows): Int32Array {
  return Int32Array.from({ length: rows.rowCount }, (_, row) => row);
}

/**
 * Text alone: pictures have a head of their own (heads.ts).
 * @param labels class ids of the training rows, an array per level; rows with −1 do not train that level
 * @returns scores[level][input], rows × classes; and the seconds that tokenising and scoring the other inputs took
 */
export async function scoreLevels(
  train: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  others: InputRows[],
  options: ScoreOptions,
): Promise<{ scores: Float32Array[][]; scoreSeconds: number }> {
  const vocabulary = learnVocabulary(train.documents, options.blockWeights);
  const trainRows = tfidfMatrix(vocabulary, train.documents);
  const startedAt = performance.now();
  const otherRows = others.map((input) => tfidfMatrix(vocabulary, input.documents));
  const readSeconds = (performance.now() - startedAt) / 1000;
  const score = otherRows.map((rows, at) => ({ matrix: at + 1, rows: allRows(rows) }));
  const { scores, scoreSeconds } = await trainOneVsRest({
    matrices: [trainRows, ...otherRows],
    problems: levelProblems(labels, classCounts, () => true, score),
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
  });
  return { scores, scoreSeconds: readSeconds + scoreSeconds };
}

/** Rows of a table, whole or with parts taken away. */
export interface HeldOutView {
  input: InputRows;
  /** The row of the table that each row of `input` comes from. */
  rows: ArrayLike<number>;
}

/** Where scores of a fold's rows go: problem by problem. */
function spread(from: Float32Array, places: Int32Array, classCount: number, to: Float32Array): void {
  places.forEach((place, at) => {
    to.set(from.subarray(at * classCount, (at + 1) * classCount), place * classCount);
  });
}

/**
 * Scores of every view's rows, each by the model of the folds that the row is not in. All folds and levels are trained
 * at once from one matrix.
 * @param folds fold of each row of the table
 * @returns scores[view][level]: rows × classes. A class that a fold's other folds lack scores low there
 */
export async function scoreByFolds(
  table: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  folds: Int32Array,
  views: HeldOutView[],
  options: ScoreOptions,
): Promise<Float32Array[][]> {
  const vocabulary = learnVocabulary(table.documents, options.blockWeights);
  const whole = tfidfMatrix(vocabulary, table.documents);
  const matrices = [whole];
  const matrixOf = views.map(({ input }) => {
    if (input === table) return 0;
    return matrices.push(tfidfMatrix(vocabulary, input.documents)) - 1;
  });
  const foldCount = folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const placesOf = (view: HeldOutView, fold: number): Int32Array =>
    Int32Array.from(Array.from(view.rows).keys()).filter((place) => folds[view.rows[place]] === fold);
  const places = Array.from({ length: foldCount }, (_, fold) => views.map((view) => placesOf(view, fold)));
  const problems = places.flatMap((byView, fold) =>
    levelProblems(
      labels,
      classCounts,
      (row) => folds[row] !== fold,
      byView.map((rows, at) => ({ matrix: matrixOf[at], rows })),
    ),
  );
  const found = await trainOneVsRest({
    matrices,
    problems,
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
  });
  const scores = views.map((view) => classCounts.map((count) => new Float32Array(view.rows.length * count)));
  found.scores.forEach((byView, at) => {
    const level = at % classCounts.length;
    const own = places[Math.floor(at / classCounts.length)];
    byView.forEach((part, view) => {
      spread(part, own[view], classCounts[level], scores[view][level]);
    });
  });
  return scores;
}

export interface TrainedLevels {
  vocabulary: TfidfModel;
  /** Per level: classes × (columns + 1), bias last. */
  weights: Float32Array[];
}

/** Trains every level on text and keeps the weights: what a model file is written from. */
export async function trainLevels(
  documents: TextDocument[],
  labels: Int32Array[],
  classCounts: number[],
  options: ScoreOptions,
): Promise<TrainedLevels> {
  const vocabulary = learnVocabulary(documents, options.blockWeights);
  const { weights } = await trainOneVsRest({
    matrices: [tfidfMatrix(vocabulary, documents)],
    problems: levelProblems(labels, classCounts, () => true, []).map((problem) => ({
      ...problem,
      keepWeights: true,
    })),
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
  });
  return { vocabulary, weights: weights.filter((level): level is Float32Array => level !== null) };
}
