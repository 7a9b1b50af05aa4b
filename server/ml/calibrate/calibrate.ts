/**
 * From scores to probabilities: a temperature for the whole distribution, and for the first answer a logistic function
 * of its log-odds and margin followed by isotonic regression where there is enough to fit it.
 */
import { sigmoid } from '../log-odds.ts';
import { spreadEvenly } from '../spread-evenly.ts';

/** Softmax of `scale · scores`, written over `out`. */
export function softmaxInto(scores: ArrayLike<number>, scale: number, out: Float64Array): Float64Array {
  return softmaxAt(scores, 0, scale, out);
}

/** Softmax of `scale ·` the scores from a place on, as many as `out` holds. */
export function softmaxAt(
  scores: ArrayLike<number>,
  from: number,
  scale: number,
  out: Float64Array,
): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < out.length; at++) if (scores[from + at] > largest) largest = scores[from + at];
  let sum = 0;
  for (let at = 0; at < out.length; at++) {
    out[at] = Math.exp(scale * (scores[from + at] - largest));
    sum += out[at];
  }
  for (let at = 0; at < out.length; at++) out[at] /= sum;
  return out;
}

/** Rows that a scale is fitted on: one number needs no more. */
const scaleRowsMax = 2000;

/** Rows whose truth is known, spread evenly over all where there are many. */
function rowsForScale(truth: ArrayLike<number>): number[] {
  const known: number[] = [];
  for (let row = 0; row < truth.length; row++) if (truth[row] >= 0) known.push(row);
  return spreadEvenly(known.length, scaleRowsMax).map((at) => known[at]);
}

/** Nats beyond which a row that is wrong counts no more: one hopeless row shall not decide. */
const lossMax = 28;

function lossOfRows(
  scores: Float32Array,
  classCount: number,
  truth: ArrayLike<number>,
  rows: readonly number[],
  scale: number,
): number {
  let sum = 0;
  for (const row of rows) {
    const from = row * classCount;
    let largest = scores[from];
    for (let at = from + 1; at < from + classCount; at++) if (scores[at] > largest) largest = scores[at];
    let total = 0;
    for (let at = from; at < from + classCount; at++) total += Math.exp(scale * (scores[at] - largest));
    sum += Math.min(lossMax, Math.log(total) - scale * (scores[from + truth[row]] - largest));
  }
  return sum;
}

/**
 * Σ −ln p(truth) of rows under softmax(scale · scores), in nats, at most 28 a row. Rows whose truth is −1 are left out.
 */
export function negativeLogLikelihood(
  scores: Float32Array,
  classCount: number,
  truth: ArrayLike<number>,
  scale: number,
): number {
  const rows = Array.from(truth, (_, row) => row).filter((row) => truth[row] >= 0);
  return lossOfRows(scores, classCount, truth, rows, scale);
}

/** Slope and curvature, by the scale, of the loss of rows under softmax(scale · scores); rows at the bound add nothing. */
function slopeOfRows(
  scores: Float32Array,
  classCount: number,
  truth: ArrayLike<number>,
  rows: readonly number[],
  scale: number,
): { slope: number; curvature: number } {
  let slope = 0;
  let curvature = 0;
  for (const row of rows) {
    const from = row * classCount;
    let largest = scores[from];
    for (let at = from + 1; at < from + classCount; at++) if (scores[at] > largest) largest = scores[at];
    let total = 0;
    let mean = 0;
    let square = 0;
    for (let at = from; at < from + classCount; at++) {
      const below = scores[at] - largest;
      const power = Math.exp(scale * below);
      total += power;
      mean += power * below;
      square += power * below * below;
    }
    mean /= total;
    const own = scores[from + truth[row]] - largest;
    if (Math.log(total) - scale * own >= lossMax) continue;
    slope += mean - own;
    curvature += square / total - mean * mean;
  }
  return { slope, curvature };
}

const [scaleMin, scaleMax] = [0.2, 50];

/**
 * The scale whose softmax gives the held-out truth the highest likelihood (Guo et al., "On Calibration of Modern Neural
 * Networks", ICML 2017, eq. 9, with scale = 1/T), between 0.2 and 50. Rows whose truth is −1 are left out.
 */
export function fitScale(scores: Float32Array, classCount: number, truth: ArrayLike<number>): number {
  const rows = rowsForScale(truth);
  // Newton's method on the logarithm of the scale, kept between bounds that the slope's sign narrows: the loss is convex.
  let low = Math.log(scaleMin);
  let high = Math.log(scaleMax);
  let at = (low + high) / 2;
  for (let step = 0; step < 40 && high - low > 1e-6; step++) {
    const scale = Math.exp(at);
    const { slope, curvature } = slopeOfRows(scores, classCount, truth, rows, scale);
    if (slope > 0) high = at;
    else low = at;
    const bend = scale * scale * curvature + scale * slope;
    const next = at - (scale * slope) / bend;
    const moved = bend > 0 && next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - at) < 1e-7) return Math.exp(moved);
    at = moved;
  }
  return Math.exp(at);
}

export interface Calibrator {
  /** Logistic part: bias, log-odds, margin. */
  coefficients: [number, number, number];
  /** Isotonic part: p at ascending knots of the logistic p; empty where too few rows were held out. */
  knots: number[];
  levels: number[];
}

const clip = (p: number): number => Math.min(1 - 1e-6, Math.max(1e-6, p));
const logOdds = (p: number): number => Math.log(clip(p) / (1 - clip(p)));

/** Isotonic regression needs this many held-out rows: below, its steps follow noise. */
const isotonicRowsMin = 400;
/** Held-out rows at which a step counts as much as the smooth curve; of few rows the curve knows more (docs/models.md). */
const evenRows = 1000;

function inputs(first: number, second: number): [number, number, number] {
  return [1, logOdds(first), Math.log(clip(first)) - Math.log(clip(second))];
}

/** Penalised log loss of a logistic model: bounded below, so that a separable sample cannot send it to infinity. */
const ridge = 1;

function logisticLoss(
  beta: number[],
  features: [number, number, number][],
  isRight: ArrayLike<number>,
): number {
  let sum = 0.5 * ridge * ((beta[1] - 1) ** 2 + beta[2] ** 2);
  features.forEach((feature, at) => {
    const score = beta[0] * feature[0] + beta[1] * feature[1] + beta[2] * feature[2];
    const signed = isRight[at] ? -score : score;
    sum += signed > 30 ? signed : Math.log1p(Math.exp(signed));
  });
  return sum;
}

interface Curvature {
  gradient: number[];
  hessian: number[][];
}

function curvature(
  beta: number[],
  features: [number, number, number][],
  isRight: ArrayLike<number>,
): Curvature {
  const gradient = [0, ridge * (1 - beta[1]), -ridge * beta[2]];
  const hessian = [
    [1e-6, 0, 0],
    [0, ridge, 0],
    [0, 0, ridge],
  ];
  features.forEach((feature, at) => {
    const p = sigmoid(beta[0] * feature[0] + beta[1] * feature[1] + beta[2] * feature[2]);
    for (let row = 0; row < 3; row++) {
      gradient[row] += (isRight[at] - p) * feature[row];
      for (let column = 0; column < 3; column++)
        hessian[row][column] += p * (1 - p) * feature[row] * feature[column];
    }
  });
  return { gradient, hessian };
}

function solve3(matrix: number[][], vector: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, vector[at]]);
  for (let pivot = 0; pivot < 3; pivot++) {
    for (let row = pivot + 1; row < 3; row++) {
      const factor = rows[row][pivot] / rows[pivot][pivot];
      for (let column = pivot; column < 4; column++) rows[row][column] -= factor * rows[pivot][column];
    }
  }
  const solution = [0, 0, 0];
  for (let row = 2; row >= 0; row--) {
    let sum = rows[row][3];
    for (let column = row + 1; column < 3; column++) sum -= rows[row][column] * solution[column];
    solution[row] = sum / rows[row][row];
  }
  return solution;
}

/** Logistic regression on three inputs: Newton's method, each step halved until the loss falls. */
function fitLogistic(
  features: [number, number, number][],
  isRight: ArrayLike<number>,
): [number, number, number] {
  let beta = [0, 1, 0];
  let loss = logisticLoss(beta, features, isRight);
  for (let step = 0; step < 50; step++) {
    const { gradient, hessian } = curvature(beta, features, isRight);
    const delta = solve3(hessian, gradient);
    let scale = 1;
    let next = beta;
    let nextLoss = loss;
    for (let halving = 0; halving < 20; halving++) {
      const tried = beta.map((value, at) => value + scale * delta[at]);
      const triedLoss = logisticLoss(tried, features, isRight);
      if (triedLoss < nextLoss) {
        next = tried;
        nextLoss = triedLoss;
        break;
      }
      scale /= 2;
    }
    const gained = loss - nextLoss;
    beta = next;
    loss = nextLoss;
    if (gained < 1e-9) break;
  }
  return [beta[0], beta[1], beta[2]];
}

interface IsotonicBlock {
  sum: number;
  count: number;
  pSum: number;
}

/** Share right of a block, drawn a little to a half. */
function levelOf(block: IsotonicBlock): number {
  return (block.sum + 0.5) / (block.count + 1);
}

/**
 * Pool adjacent violators (Ayer et al. 1955) over blocks of at least `blockMin` rows. Rows of equal p are one block, and what is left
 * at the end joins the last one: a block of three right rows would say .875 of all that p stands for.
 */
function fitIsotonic(
  p: number[],
  isRight: ArrayLike<number>,
  blockMin: number,
): { knots: number[]; levels: number[] } {
  const order = p.map((_, at) => at).sort((left, right) => p[left] - p[right] || left - right);
  const blocks: IsotonicBlock[] = [];
  let open: IsotonicBlock = { sum: 0, count: 0, pSum: 0 };
  order.forEach((row, at) => {
    open.sum += isRight[row];
    open.count++;
    open.pSum += p[row];
    const left = order.length - at - 1;
    if (open.count < blockMin || (left > 0 && (left < blockMin || p[order[at + 1]] === p[row]))) return;
    blocks.push(open);
    while (blocks.length > 1 && levelOf(blocks[blocks.length - 2]) >= levelOf(blocks[blocks.length - 1])) {
      const last = blocks.pop() ?? open;
      const before = blocks[blocks.length - 1];
      before.sum += last.sum;
      before.pSum += last.pSum;
      before.count += last.count;
    }
    open = { sum: 0, count: 0, pSum: 0 };
  });
  return { knots: blocks.map((block) => block.pSum / block.count), levels: blocks.map(levelOf) };
}

/**
 * Learns P(first answer is right) from held-out rows: a logistic curve, drawn towards isotonic steps as rows grow in number.
 * @param firsts p of the first answer of each row, before calibration
 * @param seconds p of the second answer
 */
export function fitCalibrator(firsts: number[], seconds: number[], isRight: ArrayLike<number>): Calibrator {
  const features = firsts.map((first, at) => inputs(first, seconds[at]));
  const calibrator: Calibrator = { coefficients: fitLogistic(features, isRight), knots: [], levels: [] };
  if (firsts.length < isotonicRowsMin) return calibrator;
  const p = firsts.map((first, at) => calibrated(calibrator, first, seconds[at]));
  const { knots, levels } = fitIsotonic(p, isRight, Math.max(20, Math.floor(firsts.length / 60)));
  const share = firsts.length / (firsts.length + evenRows);
  return {
    ...calibrator,
    knots,
    levels: levels.map((level, at) => level + (1 - share) * (knots[at] - level)),
  };
}

/** Calibrated probability that the first answer is right. */
export function calibrated(calibrator: Calibrator, first: number, second: number): number {
  const [one, odds, margin] = inputs(first, second);
  const [bias, slope, marginSlope] = calibrator.coefficients;
  const p = sigmoid(bias * one + slope * odds + marginSlope * margin);
  const { knots, levels } = calibrator;
  if (knots.length < 2) return p;
  if (p <= knots[0]) return levels[0];
  for (let at = 1; at < knots.length; at++) {
    if (p <= knots[at]) {
      const share = (p - knots[at - 1]) / Math.max(1e-12, knots[at] - knots[at - 1]);
      return levels[at - 1] + share * (levels[at] - levels[at - 1]);
    }
  }
  return levels[levels.length - 1];
}

/** Wilson's lower bound of a share; z = 1.64 is one-sided 95 %. */
export function wilsonLower(right: number, count: number, z: number): number {
  if (count === 0) return 0;
  const share = right / count;
  const z2 = z * z;
  const centre = share + z2 / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return (centre - spread) / (1 + z2 / count);
}
