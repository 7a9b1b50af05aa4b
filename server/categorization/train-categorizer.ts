/**
 * Trains a categorizer on a catalog's own (noisy) labels. Every training product also gets an out-of-fold answer: a
 * model that has seen a wrong label believes it, and suspects would vanish.
 */
import { chooseBlockWeights } from '#server/evaluation/block-weights.ts';
import { masksOf } from '#server/evaluation/evidence-sets.ts';
import { answerFused, type FusedChoices, makeFusedChoices } from '#server/evaluation/fused-choices.ts';
import { type HeldOut, heldOutByFolds } from '#server/evaluation/held-out-heads.ts';
import { collectLabels, labelIds } from '#server/evaluation/label-levels.ts';
import type { InputRows } from '#server/evaluation/score-levels.ts';
import type { ScoreOptions } from '#server/evaluation/text-vocabulary.ts';
import { trainLevels } from '#server/evaluation/train-text.ts';
import type { Embed } from '#server/inference/text-embedder.ts';
import { probabilities, selfConfidence } from '#server/ml/linear/suspicion.ts';
import { classificationMetrics, expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import { encodeCategorizer, encodeChoices, storeChoices } from './categorizer-files.ts';
import { choosePrecision } from './choose-precision.ts';
import type { ScoredRows } from './make-suggestion.ts';
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
  /** What the categories are called, by id: learnt from as well. */
  categoryNames?: ReadonlyMap<string, string>;
}

export interface CategorizerEvaluation extends CategorizerMeasures {
  provisional: true;
  by: 'out-of-fold on given categories';
  folds: number;
}

export interface TrainedCategorizer {
  files: Record<string, Buffer>;
  evaluation: CategorizerEvaluation;
  /** Held-out answers of the training rows, and each row's fold. */
  outOfFold: { scored: ScoredRows; folds: Int32Array };
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
  truth: Int32Array[],
  leafIds: readonly string[],
): CategorizerMeasures {
  const levels = scored.answers.levels.map((level, at) => {
    const firsts = level.top.map((top) => top[0]);
    const isRight = firsts.map((first, row) => (first === truth[at][row] ? 1 : 0));
    return {
      level: at + 1,
      classes: fused.sets[0].choices.paths.classCounts[at],
      ...classificationMetrics(truth[at], firsts),
      ece: expectedCalibrationError(level.p, isRight),
      threshold: fused.sets[0].choices.thresholds[at],
    };
  });
  return {
    rows: truth[0].length,
    levels,
    heads: fused.heads,
    categories: measureCategories(
      scored.heads,
      scored.answers.levels[truth.length - 1].top.map((top) => top[0]),
      truth[truth.length - 1],
      leafIds,
    ),
    evidence: measureEvidence(fused, scored.answers, held.sets, truth, scored.stored.fields),
  };
}

/** Fewest labelled products and leaves that folds can be made of. */
export const rowsMin = 20;

/**
 * @param embed embeds texts for the neighbours' head
 * @param progress told 0 … 1 and what is being done
 * @throws RangeError below `rowsMin` rows or with a single leaf
 */
export async function trainCategorizer(
  rows: TrainingRows,
  embed: Embed,
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
  await progress(0.02, 'weighing the fields');
  const leafTruth = truth[classCounts.length - 1];
  const blockWeights = await chooseBlockWeights(rows.documents, leafTruth, leaves, options);
  const { categoryNames } = rows;
  const classNames =
    categoryNames && labels.classes.map((level) => level.map((id) => categoryNames.get(id) ?? ''));
  const weighted: ScoreOptions = { ...options, blockWeights, classNames, product2vec: true };
  await progress(0.05, 'training on folds, for honest answers about the training products');
  const foldCount = foldCountFor(rows.documents.length);
  const held = await heldOutByFolds(rows, truth, classCounts, foldCount, {
    ...weighted,
    embed,
    ablate: true,
    copiesTogether: true,
  });
  await progress(0.7, 'weighing text, pictures and neighbours, and calibrating');
  const fused = makeFusedChoices(held.sets, truth, truth, classCounts);
  const [{ heads }] = held.sets;
  const answers = answerFused(fused, heads, masksOf(rows));
  const p = probabilities(answers.scores[classCounts.length - 1], leaves, 1);
  const pictures = fused.heads.includes('image') ? held.pictures : null;
  const about = {
    classes: labels.classes,
    fields: [...rows.fields],
    pictureEncoder: pictures ? rows.pictureEncoder : null,
  };
  const stored = storeChoices(about, fused, selfConfidence(p, leaves, leafTruth));
  const scored: ScoredRows = { stored, fused, answers, heads };
  await progress(0.75, 'training on all products');
  const trained = await trainLevels(rows.documents, truth, classCounts, {
    ...weighted,
    product2vec: fused.heads.includes('product2vec'),
  });
  await progress(0.93, 'writing the model files');
  const files = encodeCategorizer(trained, pictures, stored);
  const texts = { model: files.model, product2vec: files.product2vec ?? null };
  const precision = await choosePrecision(
    texts,
    trained.vocabulary,
    fused,
    rows,
    held.sets[0],
    options.threads,
  );
  files.choices = encodeChoices({ ...stored, precision: precision?.chosen ?? 'float32' });
  return {
    files,
    evaluation: {
      provisional: true,
      by: 'out-of-fold on given categories',
      folds: foldCount,
      ...measure(fused, scored, held, truth, labels.classes[classCounts.length - 1]),
      ...(precision && { precision }),
    },
    outOfFold: { scored, folds: held.folds },
  };
}
