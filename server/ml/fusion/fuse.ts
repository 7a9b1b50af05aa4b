/**
 * Late fusion: one distribution from several models ("heads") that each scored the same classes. A log-linear pool
 * (Genest & Zidek, "Combining probability distributions", Statistical Science 1986, eq. 3.8):
 *
 *   p(class) ∝ exp(Σ_head w_head · s_head(class)),  w ≥ 0
 *
 * A softmax's temperature and a head's weight are one number here, so that fitting the weights by maximum likelihood on
 * held-out rows calibrates as well. The loss is convex in w: Newton steps, clipped at 0, halved until the loss falls.
 */
import { spreadEvenly } from '../spread-evenly.ts';

/** What one head says of rows. A row that it cannot see (no picture, no text) is not present and adds nothing. */
export interface HeadScores {
  name: string;
  /** Raw scores per level: rows × classes. */
  levels: Float32Array[];
  /** 1 for rows that the head has scored. */
  present: Uint8Array;
}

export interface Fusion {
  heads: string[];
  /** weights[level][head], ≥ 0. */
  weights: number[][];
}

/** Rows that weights are fitted on: four numbers need no more, and a pass costs rows × classes × heads². */
const rowsMax = 2000;
const stepsMax = 30;
/** Log-probability below which nothing is told apart. */
const logLeast = Math.log(1e-12);
/** Keeps a weight finite where held-out rows are all right. */
const ridge = 1e-3;

interface Problem {
  heads: Float32Array[];
  classCount: number;
  /** Places of the rows in the heads' arrays, and their truth. */
  rows: number[];
  truth: number[];
}

interface Point {
  loss: number;
  gradient: Float64Array;
  hessian: Float64Array;
}

/** Writes Σ weight · score of a row's classes; answers the largest. */
function writeLogits(
  heads: readonly (Float32Array | null)[],
  weights: readonly number[],
  from: number,
  out: Float64Array,
): number {
  const classCount = out.length;
  out.fill(0);
  for (let head = 0; head < heads.length; head++) {
    const weight = weights[head];
    const scores = heads[head];
    if (weight === 0 || !scores) continue;
    for (let label = 0; label < classCount; label++) out[label] += weight * scores[from + label];
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < classCount; label++) if (out[label] > largest) largest = out[label];
  return largest;
}

/** Writes p of a row's classes; answers the logarithm of what the powers were divided by. */
function writeDistribution(problem: Problem, weights: number[], row: number, out: Float64Array): number {
  const { classCount } = problem;
  const largest = writeLogits(problem.heads, weights, row * classCount, out);
  let total = 0;
  for (let label = 0; label < classCount; label++) {
    out[label] = Math.exp(out[label] - largest);
    total += out[label];
  }
  for (let label = 0; label < classCount; label++) out[label] /= total;
  return largest + Math.log(total);
}

/** Adds one row's gradient (mean score − true score) and the covariance of the heads' scores under p. */
function addCurvature(problem: Problem, p: Float64Array, row: number, truth: number, point: Point): void {
  const { heads, classCount } = problem;
  const from = row * classCount;
  const means = heads.map((scores) => {
    let sum = 0;
    for (let label = 0; label < classCount; label++) sum += p[label] * scores[from + label];
    return sum;
  });
  for (let head = 0; head < heads.length; head++) {
    point.gradient[head] += means[head] - heads[head][from + truth];
    for (let other = head; other < heads.length; other++) {
      let sum = 0;
      for (let label = 0; label < classCount; label++)
        sum +=
          p[label] * (heads[head][from + label] - means[head]) * (heads[other][from + label] - means[other]);
      point.hessian[head * heads.length + other] += sum;
      if (other !== head) point.hessian[other * heads.length + head] += sum;
    }
  }
}

function evaluate(problem: Problem, weights: number[], withCurvature: boolean): Point {
  const size = problem.heads.length;
  const point: Point = { loss: 0, gradient: new Float64Array(size), hessian: new Float64Array(size * size) };
  const p = new Float64Array(problem.classCount);
  problem.rows.forEach((row, at) => {
    const logTotal = writeDistribution(problem, weights, row, p);
    // Not −ln p: where p vanishes the loss must go on rising, or the search for better weights ends there.
    point.loss += logTotal;
    problem.heads.forEach((scores, head) => {
      point.loss -= weights[head] * scores[row * problem.classCount + problem.truth[at]];
    });
    if (withCurvature) addCurvature(problem, p, row, problem.truth[at], point);
  });
  weights.forEach((weight, head) => {
    point.loss += 0.5 * ridge * weight * weight;
    point.gradient[head] += ridge * weight;
    point.hessian[head * size + head] += ridge;
  });
  return point;
}

/** Solves H · x = g over the free heads by Gaussian elimination; the others stay where they are. */
function newtonStep(point: Point, free: number[], size: number): number[] {
  const rows = free.map((head) => [
    ...free.map((other) => point.hessian[head * size + other] + (head === other ? 1e-9 : 0)),
    point.gradient[head],
  ]);
  const count = free.length;
  for (let pivot = 0; pivot < count; pivot++) {
    for (let row = pivot + 1; row < count; row++) {
      const factor = rows[row][pivot] / rows[pivot][pivot];
      for (let column = pivot; column <= count; column++) rows[row][column] -= factor * rows[pivot][column];
    }
  }
  const step = new Array<number>(size).fill(0);
  for (let row = count - 1; row >= 0; row--) {
    let sum = rows[row][count];
    for (let column = row + 1; column < count; column++) sum -= rows[row][column] * step[free[column]];
    step[free[row]] = sum / rows[row][row];
  }
  return step;
}

/** 1 / the spread of a head's scores over a row's classes: from there no softmax is saturated, whatever the head's units. */
function startingWeight(scores: Float32Array, problem: Problem): number {
  const { classCount, rows } = problem;
  let squares = 0;
  for (const row of rows) {
    let sum = 0;
    let sumSquares = 0;
    for (let at = row * classCount; at < (row + 1) * classCount; at++) {
      sum += scores[at];
      sumSquares += scores[at] ** 2;
    }
    squares += Math.max(0, sumSquares / classCount - (sum / classCount) ** 2);
  }
  const spread = Math.sqrt(squares / Math.max(1, rows.length));
  return spread > 1e-6 ? 1 / spread : 1;
}

function fitWeights(problem: Problem): number[] {
  const size = problem.heads.length;
  let weights = problem.heads.map((scores) => startingWeight(scores, problem));
  let point = evaluate(problem, weights, true);
  for (let round = 0; round < stepsMax; round++) {
    // A weight at 0 whose gradient would push it below stays there.
    const free = weights.flatMap((weight, head) => (weight > 0 || point.gradient[head] < 0 ? [head] : []));
    if (free.length === 0) break;
    const step = newtonStep(point, free, size);
    let scale = 1;
    let next: number[] | null = null;
    for (let halving = 0; halving < 25 && !next; halving++, scale /= 2) {
      const tried = weights.map((weight, head) => Math.max(0, weight - scale * step[head]));
      if (evaluate(problem, tried, false).loss < point.loss - 1e-9) next = tried;
    }
    if (!next) break;
    const gained = point.loss;
    weights = next;
    point = evaluate(problem, weights, true);
    if (gained - point.loss < 1e-6 * gained) break;
  }
  return weights;
}

/** Rows evenly over all, at most `rowsMax`, whose truth is known and that some head has seen. */
function rowsToFit(heads: readonly HeadScores[], truth: Int32Array): number[] {
  const known = [...truth.keys()].filter(
    (row) => truth[row] >= 0 && heads.some((head) => head.present[row] === 1),
  );
  return spreadEvenly(known.length, rowsMax).map((at) => known[at]);
}

/**
 * Learns the weights of heads on held-out rows. Scores of absent rows must be 0.
 * @param truth class ids per level; −1 leaves the row out of that level
 * @param classCounts classes per level
 */
export function fitFusion(
  heads: readonly HeadScores[],
  truth: readonly Int32Array[],
  classCounts: readonly number[],
): Fusion {
  const weights = classCounts.map((classCount, level) => {
    const rows = rowsToFit(heads, truth[level]);
    return fitWeights({
      heads: heads.map((head) => head.levels[level]),
      classCount,
      rows,
      truth: rows.map((row) => truth[level][row]),
    });
  });
  return { heads: heads.map((head) => head.name), weights };
}

/** Mean negative log-likelihood (nats a row) of a fusion on rows, per level. */
export function fusionLoss(
  fusion: Fusion,
  heads: readonly HeadScores[],
  truth: readonly Int32Array[],
  classCounts: readonly number[],
): number[] {
  return classCounts.map((classCount, level) => {
    const rows = rowsToFit(heads, truth[level]);
    const problem: Problem = {
      heads: heads.map((head) => head.levels[level]),
      classCount,
      rows,
      truth: rows.map((row) => truth[level][row]),
    };
    return evaluate(problem, fusion.weights[level], false).loss / Math.max(1, rows.length);
  });
}

/**
 * Writes the log-probabilities of one row's classes at a level.
 * @param heads scores of the level by head, rows × classes; those of a head that has not seen the row are 0, or null stands for them
 * @param from place of the row's first score
 * @param logits working memory, a number a class
 * @param out written from `to` on
 */
export function fuseRow(
  heads: readonly (Float32Array | null)[],
  weights: readonly number[],
  from: number,
  logits: Float64Array,
  out: Float32Array,
  to: number,
): void {
  const classCount = logits.length;
  const largest = writeLogits(heads, weights, from, logits);
  let total = 0;
  for (let label = 0; label < classCount; label++) total += Math.exp(logits[label] - largest);
  const logTotal = largest + Math.log(total);
  for (let label = 0; label < classCount; label++)
    out[to + label] = Math.max(logLeast, logits[label] - logTotal);
}

/**
 * Log-probabilities per level: rows × classes. A row that no head has seen is uniform.
 * @param rows places of the rows in the heads' arrays; all of them where left out
 */
export function fuse(
  fusion: Fusion,
  heads: readonly HeadScores[],
  classCounts: readonly number[],
  rows?: readonly number[],
): Float32Array[] {
  const rowCount = rows?.length ?? heads[0]?.present.length ?? 0;
  return classCounts.map((classCount, level) => {
    const scores = heads.map((head) => head.levels[level]);
    const out = new Float32Array(rowCount * classCount);
    const logits = new Float64Array(classCount);
    for (let place = 0; place < rowCount; place++) {
      const from = (rows ? rows[place] : place) * classCount;
      fuseRow(scores, fusion.weights[level], from, logits, out, place * classCount);
    }
    return out;
  });
}
