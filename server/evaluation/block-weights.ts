/**
 * How much each block of the text model counts (each field alone, and all together), chosen on held-out rows. A price or a
 * unit of sale on a par with the title cost three points at the leaf of mercadona-es; no fixed weights suit every table.
 */
import { trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import { fitScale, negativeLogLikelihood } from '#server/ml/calibrate/calibrate.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { type TextDocument, type TfidfModel, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { makeFolds } from './folds.ts';
import { learnVocabulary, type ScoreOptions } from './text-vocabulary.ts';

/** Rows that the choice is made on: more change nothing and cost minutes. */
const rowsMax = 4000;
/** Rows below which one held-out third says too little: then all three are. */
const oneThirdFrom = 2000;
const foldCount = 3;
const factors = [0.5, 2];
/** Share by which the held-out loss must fall for a change to be believed. */
const gainMin = 0.004;
const weightMin = 0.1;
const weightMax = 4;

/** The matrix with the columns of each block multiplied by its weight. */
function weighted(rows: SparseRows, model: TfidfModel, weights: readonly number[]): SparseRows {
  const values = rows.values.slice();
  const { starts } = model;
  for (let at = 0; at < values.length; at++) {
    let block = starts.length - 1;
    while (block > 0 && rows.indices[at] < starts[block]) block--;
    values[at] *= weights[block];
  }
  return { ...rows, values };
}

interface Trial {
  matrix: SparseRows;
  vocabulary: TfidfModel;
  labels: Int32Array;
  classCount: number;
  /** Training and held-out rows. */
  splits: { train: Int32Array; held: Int32Array }[];
}

function planTrial(
  documents: readonly TextDocument[],
  labels: Int32Array,
  classCount: number,
  seed: number,
): Trial {
  const known = [...labels.keys()].filter((row) => labels[row] >= 0);
  const rows = shuffle(known, makeRng(seed))
    .slice(0, rowsMax)
    .sort((left, right) => left - right);
  const sample = rows.map((row) => documents[row]);
  const own = Int32Array.from(rows, (row) => labels[row]);
  const vocabulary = learnVocabulary(sample);
  const folds = makeFolds(sample, foldCount, seed);
  const heldOut = rows.length < oneThirdFrom ? [0, 1, 2] : [0];
  const all = Int32Array.from(rows.keys());
  return {
    matrix: tfidfMatrix(vocabulary, sample),
    vocabulary,
    labels: own,
    classCount,
    splits: heldOut.map((fold) => ({
      train: all.filter((row) => folds[row] !== fold),
      held: all.filter((row) => folds[row] === fold),
    })),
  };
}

/** Mean held-out loss (nats a row) of the leaf model with these weights. */
async function lossOf(trial: Trial, weights: readonly number[], options: ScoreOptions): Promise<number> {
  const { scores } = await trainOneVsRest({
    matrices: [weighted(trial.matrix, trial.vocabulary, weights)],
    problems: trial.splits.map(({ train, held }) => ({
      rows: train,
      classOf: train.map((row) => trial.labels[row]),
      classCount: trial.classCount,
      score: [{ matrix: 0, rows: held }],
    })),
    threads: options.threads,
    svm: { cost: options.cost, seed: options.seed },
  });
  let sum = 0;
  let count = 0;
  trial.splits.forEach(({ held }, at) => {
    const truth = held.map((row) => trial.labels[row]);
    const scale = fitScale(scores[at][0], trial.classCount, truth);
    sum += negativeLogLikelihood(scores[at][0], trial.classCount, truth, scale);
    count += truth.length;
  });
  return sum / Math.max(1, count);
}

/**
 * Weights of the blocks by one round of coordinate search: each block is tried at half and at double, again while that
 * helps.
 * @param labels class ids of the leaf level
 * @returns one weight a block, in the order of the vocabulary's blocks
 */
export async function chooseBlockWeights(
  documents: readonly TextDocument[],
  labels: Int32Array,
  classCount: number,
  options: ScoreOptions,
): Promise<number[]> {
  const trial = planTrial(documents, labels, classCount, options.seed);
  let weights = trial.vocabulary.blocks.map(() => 1);
  if (weights.length < 2 || trial.labels.length < 2) return weights;
  let least = await lossOf(trial, weights, options);
  for (let block = 0; block < weights.length; block++) {
    for (const factor of factors) {
      for (;;) {
        const tried = weights.map((weight, at) => (at === block ? weight * factor : weight));
        if (tried[block] < weightMin || tried[block] > weightMax) break;
        const loss = await lossOf(trial, tried, options);
        if (!(loss < (1 - gainMin) * least)) break;
        weights = tried;
        least = loss;
      }
      if (weights[block] !== 1) break;
    }
  }
  return weights;
}
