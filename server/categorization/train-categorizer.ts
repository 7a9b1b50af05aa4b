/**
 * Trains a categorizer on a catalog's own (noisy) labels. Every training product also gets an out-of-fold answer: a
 * model that has seen a wrong label believes it, and suspects would vanish.
 */
import { chooseBlockWeights } from '#server/evaluation/block-weights.ts';
import { answerFused, makeFusedChoices } from '#server/evaluation/fused-choices.ts';
import {
  type FoldOptions,
  type HeldOut,
  heldOutByFolds,
  takeRows,
} from '#server/evaluation/held-out-heads.ts';
import { collectLabels, edgesOf, labelIds } from '#server/evaluation/label-levels.ts';
import { measureTree } from '#server/evaluation/measure-tree.ts';
import { type InputRows, knownRows, type TextScores } from '#server/evaluation/score-levels.ts';
import type { ScoreOptions } from '#server/evaluation/text-vocabulary.ts';
import {
  type TextTable,
  type TrainedLevels,
  trainAndScore,
  withTextTable,
} from '#server/evaluation/train-text.ts';
import type { Embed } from '#server/inference/text-embedder.ts';
import type { FileBytes } from '#server/ml/byte-parts.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import { meanConfidence } from '#server/ml/linear/suspicion.ts';
import { classificationMetrics, expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import { answerFolds } from './answer-folds.ts';
import { encodeCategorizer, type StoredChoices, storeChoices } from './categorizer-files.ts';
import { choosePrecision, sampleHeld } from './choose-precision.ts';
import { givenClass, type ScoredRows, type Suggestion, toSuggestion } from './make-suggestion.ts';
import { measureCategories } from './measure-categories.ts';
import { measureEvidence } from './measure-evidence.ts';
import type { CategorizerMeasures } from './schema-evaluation.ts';

export interface TrainingRows extends InputRows {
  /** Names of the documents' fields. */
  fields: readonly string[];
  /** Version of the encoder that made `pictures`. */
  pictureEncoder: string;
  /** Category ids from the root to the leaf, an array per level; shallow leaves are repeated downwards. */
  labels: string[][];
  /** Category ids that the seller named, for each row; where they are left out, `labels` are what was given. */
  given?: readonly (readonly string[])[];
  /** What the categories are called, by id: learnt from as well. */
  categoryNames?: ReadonlyMap<string, string>;
}

export interface CategorizerEvaluation extends CategorizerMeasures {
  provisional: true;
  by: 'out-of-fold on given categories';
  folds: number;
}

export interface TrainedCategorizer {
  /** Bytes by role, large ones made while they are written. */
  files: Record<string, FileBytes>;
  evaluation: CategorizerEvaluation;
  /** Held-out answers of the training rows, and each row's fold. */
  outOfFold: { suggest: (row: number) => Suggestion; folds: Int32Array };
  /** All scores of the rows that choices were made on, and which rows they are. */
  sample: { scored: ScoredRows; rows: readonly number[] };
}

/** Rows from which two folds do: models of half of them know nearly as much as those of all. */
const twoFoldsFrom = 100_000;

/** Folds of the out-of-fold answers: four keep three quarters of the data in each model. */
function foldCountFor(rows: number): number {
  return rows < twoFoldsFrom ? 4 : 2;
}

function measure(
  fused: FusedChoices,
  scored: ScoredRows,
  held: HeldOut,
  truth: { chosen: Int32Array[]; all: Int32Array[] },
  leafIds: readonly string[],
): CategorizerMeasures {
  const levels = scored.answers.levels.map((level, at) => {
    const firsts = level.top.map((top) => top[0]);
    const isRight = firsts.map((first, row) => (first === truth.chosen[at][row] ? 1 : 0));
    return {
      level: at + 1,
      classes: fused.sets[0].choices.paths.classCounts[at],
      ...classificationMetrics(truth.chosen[at], firsts),
      ece: expectedCalibrationError(level.p, isRight),
      threshold: fused.sets[0].choices.thresholds[at],
    };
  });
  const leaf = levels.length - 1;
  return {
    rows: truth.chosen[0].length,
    levels,
    heads: fused.heads,
    tree: measureTree(fused, scored.heads, held.sets[0].masks, truth.chosen),
    categories: measureCategories(
      scored.heads,
      scored.answers.levels[leaf].top.map((top) => top[0]),
      truth.chosen[leaf],
      leafIds,
    ),
    evidence: measureEvidence(fused, scored.answers, held.sets, truth.all, scored.stored.fields),
  };
}

/** Fewest labelled products and leaves that folds can be made of. */
export const rowsMin = 20;

type Progress = (share: number, what: string) => Promise<void>;

/** What the rows are labelled with, as classes. */
interface Classes {
  labels: ReturnType<typeof collectLabels>;
  classCounts: number[];
  truth: Int32Array[];
}

function collectClasses(rows: TrainingRows): Classes {
  const labels = collectLabels(
    rows.labels.map((_, level) => `level ${level + 1}`),
    rows.labels,
  );
  const classCounts = labels.classes.map((classes) => classes.length);
  const leaves = classCounts.at(-1) ?? 0;
  if (rows.documents.length < rowsMin || leaves < 2) {
    throw new RangeError(
      `${rows.documents.length} labelled products in ${leaves} categories are too few to train on`,
    );
  }
  return { labels, classCounts, truth: labelIds(labels, rows.labels) };
}

function givenClasses(rows: TrainingRows, stored: StoredChoices, believed: Int32Array): Int32Array {
  const { given } = rows;
  return given ? Int32Array.from(given, (ids) => givenClass(stored, ids) ?? -1) : believed;
}

/** The final models, and what they say of some documents before any rounding. */
async function trainScored(
  opened: TextTable,
  documents: TrainingRows['documents'],
  options: ScoreOptions,
): Promise<{ trained: TrainedLevels; exact: TextScores }> {
  const { trained, scores, rows } = await trainAndScore(opened, documents, options);
  const exact: TextScores = {
    known: knownRows(rows),
    linear: scores.linear.map((level) => level[0]),
    product2vec: scores.product2vec?.[0] ?? null,
  };
  return { trained, exact };
}

/** Trains and answers from one reading of the rows. */
async function trainFrom(
  opened: TextTable,
  rows: TrainingRows,
  { labels, classCounts, truth }: Classes,
  options: FoldOptions,
  progress: Progress,
): Promise<TrainedCategorizer> {
  const leaf = classCounts.length - 1;
  const foldCount = foldCountFor(rows.documents.length);
  const held = await heldOutByFolds(rows, truth, classCounts, foldCount, options, opened);
  await progress(0.65, 'weighing text, pictures and neighbours, and calibrating');
  const fused = makeFusedChoices(held.sets, truth, truth, classCounts, edgesOf(labels.classes));
  const [{ heads, masks, rows: chosen }] = held.sets;
  const pictures = fused.heads.includes('image') ? held.pictures : null;
  const about = {
    classes: labels.classes,
    fields: [...rows.fields],
    pictureEncoder: pictures ? rows.pictureEncoder : null,
  };
  const undoubted = storeChoices(about, fused, []);
  const scored: ScoredRows = { stored: undoubted, fused, heads, answers: answerFused(fused, heads, masks) };
  const believed = truth[leaf];
  const given = givenClasses(rows, undoubted, believed);
  const answers = await answerFolds(rows, held, fused, { believed, given });
  held.headsOf = null;
  const confidence = meanConfidence(answers.pBelieved, classCounts[leaf], believed);
  scored.stored = { ...undoubted, selfConfidence: confidence };
  await progress(0.75, 'training on all products');
  const places = sampleHeld(chosen);
  const sample = takeRows(
    rows,
    places.map((place) => chosen[place]),
  );
  const product2vec = fused.heads.includes('product2vec');
  const { trained, exact } = await trainScored(opened, sample.documents, { ...options, product2vec });
  await progress(0.91, 'rounding the numbers that are served');
  const precision = await choosePrecision(trained, fused, { sample, heads, places, exact }, options.threads);
  await progress(0.93, 'writing the model files');
  const stored = { ...scored.stored, precision: precision.chosen };
  const files = encodeCategorizer(trained, pictures, stored);
  const chosenTruth = truth.map((level) => Int32Array.from(chosen, (row) => level[row]));
  return {
    files,
    evaluation: {
      provisional: true,
      by: 'out-of-fold on given categories',
      folds: foldCount,
      ...measure(fused, scored, held, { chosen: chosenTruth, all: truth }, labels.classes[leaf]),
      precision,
    },
    outOfFold: { suggest: (row) => toSuggestion(stored, answers.read(row)), folds: held.folds },
    sample: { scored: { ...scored, stored }, rows: chosen },
  };
}

/**
 * @param embed embeds texts for the neighbours' head
 * @param progress told 0 … 1 and what is being done
 * @throws RangeError below `rowsMin` rows or with a single leaf
 */
export async function trainCategorizer(
  rows: TrainingRows,
  embed: Embed,
  options: ScoreOptions & Pick<FoldOptions, 'choiceRows'>,
  progress: Progress,
): Promise<TrainedCategorizer> {
  const classes = collectClasses(rows);
  const { labels, classCounts, truth } = classes;
  const leaf = classCounts.length - 1;
  await progress(0.02, 'weighing the fields');
  const blockWeights = await chooseBlockWeights(rows.documents, truth[leaf], classCounts[leaf], options);
  const { categoryNames } = rows;
  const foldOptions: FoldOptions = {
    ...options,
    blockWeights,
    classNames:
      categoryNames && labels.classes.map((level) => level.map((id) => categoryNames.get(id) ?? '')),
    product2vec: true,
    embed,
    ablate: true,
    copiesTogether: true,
    answerAll: true,
  };
  await progress(0.05, 'training on folds, for honest answers about the training products');
  return withTextTable(rows.documents, truth, classCounts, foldOptions, (opened) =>
    trainFrom(opened, rows, classes, foldOptions, progress),
  );
}
