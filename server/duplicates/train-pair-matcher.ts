/**
 * Learns a pair matcher from what people decided about pairs of a catalog: a linear model over words, out of fold, then
 * boosted trees over the pair features and its score, calibrated on pairs of other products. Decided pairs are few and
 * hard; pairs that the matcher in use is sure of stand beside them with little weight, so that the easy ones stay easy.
 */
import { encodeTreeModel } from '#server/inference/tree-graph.ts';
import { fitPlatt } from '#server/ml/calibrate/platt.ts';
import type { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import {
  scoreTokens,
  type TokenPairs,
  tokenLinear,
  tokenPairs,
  tokenWeights,
  trainTokenLinear,
} from '#server/ml/pairs/token-linear.ts';
import { type BoostOptions, boostedLogOdds, type Labelled, trainBoosted } from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import { withTokenScores } from './pair-matcher.ts';

export interface PairExamples {
  corpus: CatalogCorpus;
  left: Int32Array;
  right: Int32Array;
  /** 1 the same product, 0 not. */
  labels: Uint8Array;
  /** Pairs of one fold share no product with pairs of another; −1 is an anchor, which no person decided. */
  folds: Int32Array;
  /** Which pairs teach, and which choose the number of trees and calibrate; no product in both. */
  train: Int32Array;
  validation: Int32Array;
}

export interface TrainedPairMatcher {
  files: { model: Buffer; tokens: Buffer };
  features: string[];
  trees: number;
}

export const decidedMin = 40;
export const eachMin = 10;
const anchorWeight = 0.1;
/** Fewer held-out pairs than this choose nothing: the number of trees is fixed then. */
const validationMin = 40;
const treesFixed = 80;

function optionsFor(decided: number): Partial<BoostOptions> {
  const isFew = decided < 1500;
  return {
    leavesMax: isFew ? 7 : 15,
    leafRowsMin: isFew ? 5 : 15,
    columnShare: 0.3,
    lambda: 3,
    learningRate: isFew ? 0.06 : 0.1,
    treesMax: 250,
    patience: 30,
  };
}

/** Word scores: of pairs that teach by a model that did not see their fold, of the others by the one of all. */
function tokenScores(
  { folds, labels, train }: PairExamples,
  tokens: TokenPairs,
  whole: (row: number) => number,
  seed: number,
): Float32Array {
  const scores = Float32Array.from(labels, (_, row) => whole(row));
  const decided = train.filter((row) => folds[row] >= 0);
  for (const fold of new Set(decided.map((row) => folds[row]))) {
    const inside = decided.filter((row) => folds[row] !== fold);
    const model = trainTokenLinear(tokens, labels, inside, seed + fold);
    for (const row of decided)
      if (folds[row] === fold) scores[row] = scoreTokens(model, tokens.features.of(row));
  }
  return scores;
}

function select({ labels, folds }: PairExamples, rows: DenseRows, wanted: Int32Array): Labelled {
  return {
    rows: takeDenseRows(rows, wanted),
    labels: Uint8Array.from(wanted, (row) => labels[row]),
    weights: Float32Array.from(wanted, (row) => (folds[row] < 0 ? anchorWeight : 1)),
  };
}

/** Throws RangeError where people decided too few pairs of either kind. */
function checkEnough({ labels, folds, train }: PairExamples): number {
  const decided = train.filter((row) => folds[row] >= 0);
  const same = decided.filter((row) => labels[row] === 1).length;
  if (decided.length >= decidedMin && Math.min(same, decided.length - same) >= eachMin) return decided.length;
  throw new RangeError(
    `${decided.length} decided pairs to learn from, ${same} of them duplicates; at least ${decidedMin} are needed, ${eachMin} of each kind`,
  );
}

/** Trains. Deterministic for a seed. Throws RangeError on too few decided pairs. */
export function trainPairMatcher(examples: PairExamples, seed: number): TrainedPairMatcher {
  const decided = checkEnough(examples);
  const { corpus, left, right, labels, folds, train, validation } = examples;
  const tokens = tokenPairs(corpus.text, left, right);
  const linear = trainTokenLinear(
    tokens,
    labels,
    train.filter((row) => folds[row] >= 0),
    seed,
  );
  const told = tokenWeights(linear, corpus.text);
  // What is kept is rounded: score by that, as the matcher will.
  const kept = tokenLinear(told, corpus.text);
  const scores = tokenScores(examples, tokens, (row) => scoreTokens(kept, tokens.features.of(row)), seed + 1);
  const features = catalogFeatures(corpus);
  const rows = withTokenScores(features.rows(corpus.text, left, right), scores);
  const held = select(examples, rows, validation);
  const isHeld = validation.length >= validationMin && new Set(held.labels).size === 2;
  const options = { ...optionsFor(decided), seed };
  const model = isHeld
    ? trainBoosted(select(examples, rows, train), options, held)
    : trainBoosted(select(examples, rows, train), { ...options, treesMax: treesFixed, patience: 0 });
  const calibration = isHeld
    ? fitPlatt(boostedLogOdds(model, held.rows), held.labels)
    : { scale: 1, shift: 0 };
  return {
    files: {
      model: encodeTreeModel('pair-matcher', model, calibration),
      tokens: Buffer.from(JSON.stringify(told)),
    },
    features: [...features.names, 'words'],
    trees: model.trees.length,
  };
}
