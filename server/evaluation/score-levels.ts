/** The text models of every level of a label tree: scores of other rows, and scores by folds. */
import { readTexts } from '#server/compute/read-texts.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { withNames } from './named-rows.ts';
import { learnVocabulary, type ScoreOptions } from './text-vocabulary.ts';
import {
  type SplitScores,
  type TextSplit,
  type TextTable,
  type TrainedLevels,
  trainKept,
  trainText,
  withTextTable,
} from './train-text.ts';
import { withTrainingRows } from './training-rows.ts';

/** Rows of input: one text per field, and optional pictures. */
export interface InputRows {
  documents: TextDocument[];
  /** An encoder's vector of each row's picture, unit length, or null where the row has none; all of one length. */
  pictures: (Float32Array | null)[] | null;
  /** Vectors of the whole text by a plugged encoder; null where parts of the text were taken away. */
  encodings?: (Float32Array | null)[] | null;
  /** Labelled rows with the very text of each row (copies.ts); left out where copies are kept apart from their like. */
  copies?: readonly (readonly number[])[];
}

/** Scores of the two text models: rows × classes per level. */
export interface TextScores {
  /** 1 for a row of which the vocabulary knows a word: a text without one says no more than no text. */
  known: Uint8Array;
  linear: Float32Array[];
  /** Null where product2vec was not trained. */
  product2vec: Float32Array[] | null;
}

/** Rows that hold a feature. */
export function knownRows({ rowCount, offsets }: SparseRows): Uint8Array {
  return Uint8Array.from({ length: rowCount }, (_, row) => (offsets[row + 1] > offsets[row] ? 1 : 0));
}

function allRows(rows: SparseRows): Int32Array {
  return Int32Array.from({ length: rows.rowCount }, (_, row) => row);
}

/**
 * Text alone: pictures have a head of their own (heads.ts).
 * @param labels class ids of the training rows, an array per level; rows with −1 do not train that level
 * @returns scores of each other input, and the seconds that tokenising and scoring them took
 */
export async function scoreLevels(
  train: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  others: InputRows[],
  options: ScoreOptions,
): Promise<{ scores: TextScores[]; scoreSeconds: number }> {
  const taught = withNames(train.documents, labels, options.classNames);
  const vocabulary = learnVocabulary(taught.documents, options.blockWeights, classCounts);
  const startedAt = performance.now();
  const otherRows: SparseRows[] = [];
  for (const input of others) otherRows.push(await readTexts(vocabulary, input.documents, options.threads));
  const readSeconds = (performance.now() - startedAt) / 1000;
  const score = otherRows.map((rows, at) => ({ matrix: at + 1, rows: allRows(rows) }));
  const [found, scoreSeconds] = await withTrainingRows(vocabulary, taught.documents, options, (trainRows) => {
    const matrices: TextTable['matrices'] = [trainRows, ...otherRows];
    const table = { vocabulary, matrices, labels: taught.labels, classCounts };
    return trainText(table, [{ takes: () => true, score }], options);
  });
  return {
    scores: others.map((_, at) => ({
      known: knownRows(otherRows[at]),
      linear: found[0].linear.map((level) => level[at]),
      product2vec: found[0].product2vec?.[at] ?? null,
    })),
    scoreSeconds: readSeconds + scoreSeconds,
  };
}

/** Rows of a table, whole or with parts taken away. */
export interface HeldOutView {
  input: InputRows;
  /** The row of the table that each row of `input` comes from. */
  rows: ArrayLike<number>;
}

/** Puts scores of a fold's rows where they belong. */
function spread(from: Float32Array, places: Int32Array, classCount: number, to: Float32Array): void {
  places.forEach((place, at) => {
    to.set(from.subarray(at * classCount, (at + 1) * classCount), place * classCount);
  });
}

/** Told of each fold's models as they are done; folds are then trained one after the other, so that few are held at once. */
export type KeepFold = (fold: number, trained: TrainedLevels) => Promise<void>;

/** Trains the splits of all folds at once, or one after the other where they are kept. */
async function trainFolds(
  table: TextTable,
  splits: TextSplit[],
  options: ScoreOptions,
  keep: KeepFold | undefined,
): Promise<SplitScores[]> {
  if (!keep) return (await trainText(table, splits, options))[0];
  const found: SplitScores[] = [];
  for (const [fold, split] of splits.entries()) {
    const { trained, scores } = await trainKept(table, split, options);
    found.push(scores);
    await keep(fold, trained);
  }
  return found;
}

/**
 * Scores of every view's rows, each by the models of the folds that the row is not in. All folds and levels are trained
 * from one matrix.
 * @param opened the table's rows (train-text.ts)
 * @param folds fold of each row of the table
 * @returns scores of each view. A class that a fold's other folds lack scores low there
 */
export async function scoreFolds(
  opened: TextTable,
  table: InputRows,
  folds: Int32Array,
  views: HeldOutView[],
  options: ScoreOptions,
  keep?: KeepFold,
): Promise<TextScores[]> {
  const { vocabulary, classCounts } = opened;
  // Rows of names lie behind the table's and in no fold: every fold learns from them.
  const [whole] = opened.matrices;
  const others: SparseRows[] = [];
  const matrixOf: number[] = [];
  for (const { input } of views) {
    const isWhole = input === table && !('shards' in whole);
    matrixOf.push(isWhole ? 0 : others.length + 1);
    if (!isWhole) others.push(await readTexts(vocabulary, input.documents, options.threads));
  }
  const foldCount = folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const placesOf = (view: HeldOutView, fold: number): Int32Array =>
    Int32Array.from(Array.from(view.rows).keys()).filter((place) => folds[view.rows[place]] === fold);
  const places = Array.from({ length: foldCount }, (_, fold) => views.map((view) => placesOf(view, fold)));
  const splits = places.map((byView, fold) => ({
    takes: (row: number) => folds[row] !== fold,
    score: byView.map((rows, at) => ({ matrix: matrixOf[at], rows })),
  }));
  const found = await trainFolds({ ...opened, matrices: [whole, ...others] }, splits, options, keep);
  return views.map((view, at) => {
    const gather = (of: (text: SplitScores, level: number) => Float32Array | undefined): Float32Array[] =>
      classCounts.map((count, level) => {
        const out = new Float32Array(view.rows.length * count);
        found.forEach((text, fold) => {
          const own = of(text, level);
          if (own) spread(own, places[fold][at], count, out);
        });
        return out;
      });
    const matrix = matrixOf[at] === 0 ? (whole as SparseRows) : others[matrixOf[at] - 1];
    return {
      known: knownRows(matrix).subarray(0, view.rows.length),
      linear: gather((text, level) => text.linear[level][at]),
      product2vec: found[0].product2vec ? gather((text, level) => text.product2vec?.[at][level]) : null,
    };
  });
}

/** The same for a table that is not open yet. */
export async function scoreByFolds(
  table: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  folds: Int32Array,
  views: HeldOutView[],
  options: ScoreOptions,
): Promise<TextScores[]> {
  return withTextTable(table.documents, labels, classCounts, options, (opened) =>
    scoreFolds(opened, table, folds, views, options),
  );
}
