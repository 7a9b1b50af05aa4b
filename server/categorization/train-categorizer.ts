/**
 * Trains a categorizer on a catalog's own (noisy) labels. Every training product also gets an out-of-fold answer: a
 * model that has seen a wrong label believes it, and suspects would vanish.
 */
import {
  answerWith,
  type CategorizerChoices,
  type LevelScores,
  makeChoices,
} from '#server/evaluation/categorizer-choices.ts';
import { collectLabels, labelIds } from '#server/evaluation/label-levels.ts';
import { outOfFold } from '#server/evaluation/out-of-fold.ts';
import { type ScoreOptions, trainLevels } from '#server/evaluation/score-levels.ts';
import { probabilities, selfConfidence } from '#server/ml/linear/suspicion.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { classificationMetrics, expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import { encodeCategorizer, type StoredChoices, storeChoices } from './categorizer-files.ts';

export interface TrainingRows {
  documents: TextDocument[];
  /** Category ids from the root to the leaf, an array per level; shallow leaves are repeated downwards. */
  labels: string[][];
}

export interface CategorizerEvaluation {
  provisional: true;
  by: 'out-of-fold on given categories';
  rows: number;
  folds: number;
  levels: {
    level: number;
    classes: number;
    accuracy: number;
    weightedF1: number;
    macroF1: number;
    ece: number;
    threshold: number | null;
  }[];
}

export interface TrainedCategorizer {
  files: Record<string, Buffer>;
  stored: StoredChoices;
  evaluation: CategorizerEvaluation;
  /** Held-out scores of the training rows, and each row's fold. */
  outOfFold: { scores: LevelScores; folds: Int32Array };
}

/** Folds of the out-of-fold answers: four keep three quarters of the data in each model. */
export const foldCount = 4;

function measure(
  choices: CategorizerChoices,
  scores: LevelScores,
  truth: Int32Array[],
): CategorizerEvaluation {
  const answers = answerWith(choices, scores, truth[0].length);
  const levels = answers.map((level, at) => {
    const firsts = level.top.map((top) => top[0]);
    const isRight = firsts.map((first, row) => (first === truth[at][row] ? 1 : 0));
    return {
      level: at + 1,
      classes: choices.paths.classCounts[at],
      ...classificationMetrics(truth[at], firsts),
      ece: expectedCalibrationError(level.p, isRight),
      threshold: choices.thresholds[at],
    };
  });
  return {
    provisional: true,
    by: 'out-of-fold on given categories',
    rows: truth[0].length,
    folds: foldCount,
    levels,
  };
}

/** Fewest labelled products and leaves that folds can be made of. */
export const rowsMin = 20;

/**
 * @param progress told 0 … 1 and what is being done
 * @throws RangeError below `rowsMin` rows or with a single leaf
 */
export async function trainCategorizer(
  rows: TrainingRows,
  options: ScoreOptions,
  progress: (share: number, what: string) => Promise<void>,
): Promise<TrainedCategorizer> {
  const labels = collectLabels(
    rows.labels.map((_, level) => `level ${level + 1}`),
    rows.labels,
  );
  const classCounts = labels.classes.map((classes) => classes.length);
  const leaves = classCounts[classCounts.length - 1];
  if (rows.documents.length < rowsMin || leaves < 2) {
    throw new RangeError(
      `${rows.documents.length} labelled products in ${leaves} categories are too few to train on`,
    );
  }
  const truth = labelIds(labels, rows.labels);
  const input = { documents: rows.documents, pictures: null };
  await progress(0.05, 'training on folds, for honest answers about the training products');
  const held = await outOfFold(input, truth, classCounts, foldCount, options);
  await progress(0.7, 'calibrating');
  const choices = makeChoices(held.scores, truth, truth, classCounts);
  const leafLevel = classCounts.length - 1;
  const p = probabilities(held.scores[leafLevel], leaves, choices.scales[leafLevel]);
  const stored = storeChoices(labels.classes, choices, selfConfidence(p, leaves, truth[leafLevel]));
  await progress(0.75, 'training on all products');
  const trained = await trainLevels(rows.documents, truth, classCounts, options);
  await progress(0.95, 'writing the model files');
  return {
    files: encodeCategorizer(trained, stored),
    stored,
    evaluation: measure(choices, held.scores, truth),
    outOfFold: held,
  };
}
