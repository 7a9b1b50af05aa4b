/** Trains the pair model for an evaluation: choices on valid, scores of train out of fold, several seeds averaged. */
import { largest } from '#server/ml/largest.ts';
import { binRows } from '#server/ml/trees/bins.ts';
import {
  averageModels,
  type BoostedTrees,
  type BoostOptions,
  boostedLogOdds,
  type Labelled,
  logLoss,
  trainBoosted,
} from '#server/ml/trees/boost.ts';
import { takeDenseRows } from '#server/ml/trees/tree.ts';

/** What is tried on valid. */
const grid: Partial<BoostOptions>[] = [
  { leavesMax: 7, leafRowsMin: 5, columnShare: 0.4 },
  { leavesMax: 15, leafRowsMin: 10, columnShare: 0.4 },
  { leavesMax: 15, leafRowsMin: 20, columnShare: 0.25, lambda: 5 },
  { leavesMax: 31, leafRowsMin: 20, columnShare: 0.3, learningRate: 0.04 },
];

const seedsCount = 4;
const treesMax = 600;

export interface FittedMatcher {
  model: BoostedTrees;
  options: Partial<BoostOptions>;
}

/** Chooses the shape of the trees on valid, then averages models of several seeds. */
export function fitMatcher(train: Labelled, valid: Labelled, seed: number): FittedMatcher {
  const binned = binRows(train.rows);
  let best: { loss: number; options: Partial<BoostOptions> } | null = null;
  for (const tried of grid) {
    const model = trainBoosted(train, { ...tried, treesMax, seed }, valid, binned);
    const loss = logLoss(boostedLogOdds(model, valid.rows), valid.labels);
    if (!best || loss < best.loss)
      best = { loss, options: { ...tried, treesMax: Math.max(40, model.trees.length), patience: 0 } };
  }
  const options = best?.options ?? grid[0];
  return { model: averageOfSeeds(train, options, seed, binned), options };
}

/** The mean of models of several seeds. */
export function averageOfSeeds(
  train: Labelled,
  options: Partial<BoostOptions>,
  seed: number,
  binned = binRows(train.rows),
): BoostedTrees {
  const models = Array.from({ length: seedsCount }, (_, at) =>
    trainBoosted(train, { ...options, seed: seed + 101 * (at + 1) }, null, binned),
  );
  return averageModels(models);
}

/**
 * Log-odds of the training rows, each by a model that did not see its fold, and the mean of those models for others.
 * @param folds fold of every training row; pairs of one record share a fold
 */
export function outOfFold(
  train: Labelled,
  folds: Int32Array,
  others: Labelled[],
  options: Partial<BoostOptions>,
  seed: number,
): { own: Float64Array; others: Float64Array[] } {
  const foldCount = largest(folds) + 1;
  const own = new Float64Array(train.rows.rowCount);
  const means = others.map((set) => new Float64Array(set.rows.rowCount));
  for (let fold = 0; fold < foldCount; fold++) {
    const inside = [...folds.keys()].filter((row) => folds[row] !== fold);
    const outside = [...folds.keys()].filter((row) => folds[row] === fold);
    const labels = Uint8Array.from(inside, (row) => train.labels[row]);
    const model = trainBoosted(
      { rows: takeDenseRows(train.rows, inside), labels },
      { ...options, seed: seed + fold },
    );
    boostedLogOdds(model, takeDenseRows(train.rows, outside)).forEach((value, at) => {
      own[outside[at]] = value;
    });
    others.forEach((set, at) => {
      boostedLogOdds(model, set.rows).forEach((value, row) => {
        means[at][row] += value / foldCount;
      });
    });
  }
  return { own, others: means };
}

/** Folds by left record, in the order in which records appear. */
export function foldsByRecord(left: Int32Array, foldCount: number): Int32Array {
  const foldOf = new Map<number, number>();
  return left.map((record) => {
    const fold = foldOf.get(record) ?? foldOf.size % foldCount;
    foldOf.set(record, fold);
    return fold;
  });
}
