/**
 * Logistic calibration of log-odds: p = sigmoid(scale · x + shift). Sources: Platt 1999, targets of eq. 13; Lin, Lin & Weng, "A
 * note on Platt's probabilistic outputs for support vector machines", Machine Learning 2007, algorithm 1: Newton steps
 * from knowing nothing, halved until the loss falls: whole steps from scale 1 go to infinity where scores are too sure.
 */
import { sigmoid } from '../log-odds.ts';

export interface LogisticFit {
  scale: number;
  shift: number;
}

const ridge = 1e-6;

/** Fits on held-out rows. Without both answers among them it changes nothing. */
export function fitPlatt(logOdds: ArrayLike<number>, labels: ArrayLike<number>): LogisticFit {
  let positives = 0;
  for (let row = 0; row < labels.length; row++) positives += labels[row];
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return { scale: 1, shift: 0 };
  // Targets a little inside 0 and 1: a separable sample must not give infinite certainty.
  const yes = (positives + 1) / (positives + 2);
  const no = 1 / (negatives + 2);
  const targets = Float64Array.from({ length: labels.length }, (_, row) => (labels[row] ? yes : no));
  let best: LogisticFit = { scale: 0, shift: Math.log((positives + 1) / (negatives + 1)) };
  let least = lossOf(best, logOdds, targets);
  for (let step = 0; step < stepsMax; step++) {
    const change = newtonStep(best, logOdds, targets);
    if (!change) break;
    let share = 1;
    let next = best;
    let loss = least;
    for (; share >= shareMin; share /= 2) {
      next = { scale: best.scale - share * change.scale, shift: best.shift - share * change.shift };
      loss = lossOf(next, logOdds, targets);
      if (loss < least) break;
    }
    if (!(loss < least)) break;
    const isDone = Math.abs(next.scale - best.scale) + Math.abs(next.shift - best.shift) < 1e-8;
    best = next;
    least = loss;
    if (isDone) break;
  }
  return best.scale > 0 && Number.isFinite(best.shift) ? best : { scale: 1, shift: 0 };
}

const stepsMax = 50;
/** A smaller share of a step is none. */
const shareMin = 1e-6;

/** Sum of the logistic losses against targets in 0…1. */
function lossOf({ scale, shift }: LogisticFit, logOdds: ArrayLike<number>, targets: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < targets.length; row++) {
    const x = scale * logOdds[row] + shift;
    sum += Math.max(0, x) - targets[row] * x + Math.log1p(Math.exp(-Math.abs(x)));
  }
  return sum;
}

/** Gradient over curvature: what is to be taken off; null where it cannot be told. */
function newtonStep(
  { scale, shift }: LogisticFit,
  logOdds: ArrayLike<number>,
  targets: Float64Array,
): LogisticFit | null {
  let [gradientScale, gradientShift, ss, st, tt] = [0, 0, ridge, 0, ridge];
  for (let row = 0; row < targets.length; row++) {
    const x = logOdds[row];
    const p = sigmoid(scale * x + shift);
    const slope = p - targets[row];
    const curve = p * (1 - p);
    gradientScale += slope * x;
    gradientShift += slope;
    ss += curve * x * x;
    st += curve * x;
    tt += curve;
  }
  const determinant = ss * tt - st * st;
  if (Math.abs(determinant) < 1e-12) return null;
  return {
    scale: (tt * gradientScale - st * gradientShift) / determinant,
    shift: (ss * gradientShift - st * gradientScale) / determinant,
  };
}
