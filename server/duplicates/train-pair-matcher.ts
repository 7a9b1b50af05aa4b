/**
 * Learns from what people decided about pairs of a catalog what is to be added to the log-odds of the general matcher: a
 * linear model over words, out of fold, then boosted trees over the pair features and its score. People decide what the
 * machine proposes, so that nearly all they decide is the same product; learnt from nothing, that would be true of every
 * pair. Against the general matcher's own p it is no news. Pairs that nobody decided stand beside with little weight and
 * with that p as their answer: what decisions say nothing of stays as it is.
 */
import { encodeTreeModel } from '#server/inference/tree-graph.ts';
import { logOddsOf, sigmoid } from '#server/ml/log-odds.ts';
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
import {
  type BoostedTrees,
  type BoostOptions,
  type BoostStep,
  boostedLogOdds,
  boostSteps,
  type Labelled,
  trainBoosted,
} from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import type { GeneralModel } from './general-models.ts';
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
  files: { base: Buffer; model: Buffer; tokens: Buffer };
  features: string[];
  trees: number;
  /** P of the examples; of decided ones that taught by trees that did not see their fold. */
  first: Float32Array;
  /** P of any other pairs of the same corpus. */
  answer: (left: Int32Array, right: Int32Array) => Promise<Float32Array>;
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

/** Rows that learn: their features, and the general matcher's log-odds, by which anchors are answered too. */
interface Data {
  examples: PairExamples;
  rows: DenseRows;
  general: Float64Array;
}

function select({ examples, rows, general }: Data, wanted: Int32Array): Labelled {
  const { labels, folds } = examples;
  return {
    rows: takeDenseRows(rows, wanted),
    labels: Uint8Array.from(wanted, (row) => labels[row]),
    targets: Float32Array.from(wanted, (row) => (folds[row] < 0 ? sigmoid(general[row]) : labels[row])),
    weights: Float32Array.from(wanted, (row) => (folds[row] < 0 ? anchorWeight : 1)),
    offsets: Float64Array.from(wanted, (row) => general[row]),
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

function answers(trees: BoostedTrees, rows: DenseRows, general: Float64Array): Float32Array {
  return Float32Array.from(boostedLogOdds(trees, rows), (more, row) => sigmoid(general[row] + more));
}

/** P of every example, of those that taught by trees that did not see their fold. */
function fairAnswers(data: Data, whole: BoostedTrees, options: Partial<BoostOptions>): Float32Array {
  const { rows, general } = data;
  const { train, folds } = data.examples;
  const first = answers(whole, rows, general);
  for (const fold of new Set(train.map((row) => folds[row]))) {
    if (fold < 0) continue;
    const inside = train.filter((row) => folds[row] !== fold);
    const outside = train.filter((row) => folds[row] === fold);
    const trees = trainBoosted(select(data, inside), {
      ...options,
      treesMax: Math.max(1, whole.trees.length),
      patience: 0,
    });
    const p = answers(
      trees,
      takeDenseRows(rows, outside),
      Float64Array.from(outside, (row) => general[row]),
    );
    outside.forEach((row, at) => {
      first[row] = p[at];
    });
  }
  return first;
}

/** Told after each tree of the model of all; what it does with that it may take its time for. */
export type WatchTrees = (step: BoostStep) => Promise<void>;

async function growTrees(
  train: Labelled,
  options: Partial<BoostOptions>,
  held: Labelled | null,
  watch: WatchTrees | null,
): Promise<BoostedTrees> {
  if (!watch) return trainBoosted(train, options, held);
  const steps = boostSteps(train, options, held);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await watch(value);
  }
}

/** Trains on top of the general matcher. Deterministic for a seed. Throws RangeError on too few decided pairs. */
export async function trainPairMatcher(
  examples: PairExamples,
  base: GeneralModel,
  seed: number,
  watch: WatchTrees | null = null,
): Promise<TrainedPairMatcher> {
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
  const plain = features.rows(corpus.text, left, right);
  const general = Float64Array.from(await base.answer(plain), logOddsOf);
  const data = { examples, rows: withTokenScores(plain, scores), general };
  const options = { ...optionsFor(decided), seed };
  const held = select(data, validation);
  const isHeld = validation.length >= validationMin && new Set(held.labels).size === 2;
  const fixed = { ...options, treesMax: treesFixed, patience: 0 };
  const model = await growTrees(select(data, train), isHeld ? options : fixed, isHeld ? held : null, watch);
  return {
    first: fairAnswers(data, model, options),
    answer: async (lefts, rights) => {
      const words = tokenPairs(corpus.text, lefts, rights);
      const said = Float32Array.from(lefts, (_, pair) => scoreTokens(kept, words.features.of(pair)));
      const rows = features.rows(corpus.text, lefts, rights);
      const before = Float64Array.from(await base.answer(rows), logOddsOf);
      return answers(model, withTokenScores(rows, said), before);
    },
    files: {
      base: base.model,
      model: encodeTreeModel('pair-matcher', model, { scale: 1, shift: 0 }),
      tokens: Buffer.from(JSON.stringify(told)),
    },
    features: [...features.names, 'words'],
    trees: model.trees.length,
  };
}
