/**
 * Gradient boosted trees for a yes/no answer (logistic loss), with shrinkage, row and column sampling and early stopping on
 * held-out rows. Deterministic for a seed. Sources: Friedman, "Stochastic gradient boosting", 2002; Chen & Guestrin,
 * "XGBoost", KDD 2016.
 */
import { sigmoid } from '../log-odds.ts';
import { makeRng } from '../rng.ts';
import { type BinnedRows, binRows } from './bins.ts';
import { type GrowOptions, growTree } from './grow-tree.ts';
import { addTree, type DenseRows, type Tree } from './tree.ts';

export interface BoostOptions extends GrowOptions {
  treesMax: number;
  /** Share of rows, and of columns, that each tree sees. */
  rowShare: number;
  columnShare: number;
  /** Trees without a better held-out loss before it stops; 0 never stops. */
  patience: number;
  seed: number;
}

export const boostDefaults: BoostOptions = {
  treesMax: 400,
  leavesMax: 15,
  depthMax: 8,
  leafRowsMin: 10,
  lambda: 1,
  gainMin: 1e-6,
  learningRate: 0.05,
  rowShare: 0.8,
  columnShare: 0.4,
  patience: 50,
  seed: 1,
};

export interface BoostedTrees {
  /** Log-odds before the first tree. */
  base: number;
  trees: Tree[];
  featureCount: number;
}

export interface Labelled {
  rows: DenseRows;
  /** 1 yes, 0 no. */
  labels: Uint8Array;
  /** Answers in 0…1 to learn in place of the labels, where they are known only so far. */
  targets?: Float32Array;
  /** Log-odds that another model gives already: the trees learn what is to be added to them. */
  offsets?: Float64Array;
  /** How much each row counts in training; 1 unless told. */
  weights?: Float32Array;
}

/** Mean logistic loss of log-odds. */
export function logLoss(logOdds: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const margin = labels[row] ? logOdds[row] : -logOdds[row];
    sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return sum / Math.max(1, labels.length);
}

function baseLogOdds(labels: ArrayLike<number> & Iterable<number>): number {
  let positives = 0.5;
  for (const label of labels) positives += label;
  return Math.log(positives / (labels.length + 1 - positives));
}

/** How training stands after a tree. */
export interface BoostStep {
  trees: number;
  /** Mean loss of the training rows, against their labels. */
  loss: number;
  heldOutLoss: number | null;
  /** Trees with the least held-out loss so far: where it stops early, these are kept. */
  best: number | null;
}

/**
 * Trains on `train`; with `valid`, keeps the number of trees with the least loss there.
 * @param binned the same rows already cut, to share the work among several trainings
 */
export function trainBoosted(
  train: Labelled,
  options: Partial<BoostOptions> = {},
  valid: Labelled | null = null,
  binned: BinnedRows = binRows(train.rows),
): BoostedTrees {
  const steps = boost(train, options, valid, binned, false);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, tree by tree, so that others get their turn and can look on. */
export function boostSteps(
  train: Labelled,
  options: Partial<BoostOptions> = {},
  valid: Labelled | null = null,
): Generator<BoostStep, BoostedTrees> {
  return boost(train, options, valid, binRows(train.rows), true);
}

function* boost(
  train: Labelled,
  options: Partial<BoostOptions>,
  valid: Labelled | null,
  binned: BinnedRows,
  isWatched: boolean,
): Generator<BoostStep, BoostedTrees> {
  const chosen: BoostOptions = { ...boostDefaults, ...options };
  const { rowCount, featureCount } = train.rows;
  const rng = makeRng(chosen.seed);
  const targets = train.targets ?? train.labels;
  const base = train.offsets ? 0 : baseLogOdds(targets);
  const sums = train.offsets?.slice() ?? new Float64Array(rowCount).fill(base);
  const gradient = new Float32Array(rowCount);
  const curvature = new Float32Array(rowCount);
  const trees: Tree[] = [];
  const held = valid && new HeldOutLoss(valid, base, chosen.patience);
  for (let round = 0; round < chosen.treesMax; round++) {
    for (let row = 0; row < rowCount; row++) {
      const p = sigmoid(sums[row]);
      const weight = train.weights ? train.weights[row] : 1;
      gradient[row] = weight * (p - targets[row]);
      curvature[row] = weight * p * (1 - p);
    }
    const rows = sample(rowCount, chosen.rowShare, rng.next);
    const columns = [...sample(featureCount, chosen.columnShare, rng.next)];
    const tree = growTree(binned, { gradient, curvature }, rows, columns, chosen);
    trees.push(tree);
    addTree(tree, train.rows, sums);
    const heldOutLoss = held?.after(tree) ?? null;
    if (isWatched) {
      const loss = logLoss(sums, train.labels);
      yield { trees: trees.length, loss, heldOutLoss, best: held?.best ?? null };
    }
    if (held?.isOver) break;
  }
  if (held && chosen.patience > 0) trees.length = held.best;
  return { base, trees, featureCount };
}

/** Watches the loss of rows that teach nothing, tree by tree. */
class HeldOutLoss {
  /** Trees with the least loss so far. */
  best = 0;
  private least = Number.POSITIVE_INFINITY;
  private trees = 0;
  private readonly held: Labelled;
  private readonly sums: Float64Array;
  private readonly patience: number;

  constructor(held: Labelled, base: number, patience: number) {
    this.held = held;
    this.sums = held.offsets?.slice() ?? new Float64Array(held.rows.rowCount).fill(base);
    this.patience = patience;
  }

  after(tree: Tree): number {
    addTree(tree, this.held.rows, this.sums);
    this.trees++;
    const loss = logLoss(this.sums, this.held.labels);
    if (loss < this.least) {
      this.least = loss;
      this.best = this.trees;
    }
    return loss;
  }

  /** No better one for as many trees as it waits. */
  get isOver(): boolean {
    return this.patience > 0 && this.trees - this.best >= this.patience;
  }
}

/** A random share of 0…count−1, ascending; at least one. */
function sample(count: number, share: number, next: () => number): Int32Array {
  const kept = new Int32Array(count);
  let size = 0;
  for (let at = 0; at < count; at++) if (share >= 1 || next() < share) kept[size++] = at;
  if (size === 0) kept[size++] = Math.floor(next() * count);
  return kept.slice(0, size);
}

/** Log-odds of every row. */
export function boostedLogOdds(model: BoostedTrees, rows: DenseRows): Float64Array {
  const sums = new Float64Array(rows.rowCount).fill(model.base);
  for (const tree of model.trees) addTree(tree, rows, sums);
  return sums;
}

/** One model whose log-odds are the mean of several: their trees with values divided. */
export function averageModels(models: readonly BoostedTrees[]): BoostedTrees {
  const share = 1 / models.length;
  return {
    base: models.reduce((sum, model) => sum + model.base * share, 0),
    featureCount: models[0].featureCount,
    trees: models.flatMap((model) =>
      model.trees.map((tree) => ({ ...tree, value: tree.value.map((value) => value * share) })),
    ),
  };
}
