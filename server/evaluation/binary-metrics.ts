/** Precision, recall and F1 of yes/no answers, and the threshold that serves F1 best. */
import { fitPlatt } from '#server/ml/calibrate/platt.ts';
import { logOddsOf, sigmoid } from '#server/ml/log-odds.ts';

export interface BinaryScore {
  precision: number;
  recall: number;
  f1: number;
}

export function binaryScore(p: ArrayLike<number>, labels: ArrayLike<number>, threshold: number): BinaryScore {
  let right = 0;
  let answered = 0;
  let truly = 0;
  for (let at = 0; at < labels.length; at++) {
    const yes = p[at] >= threshold;
    if (yes) answered++;
    if (labels[at]) truly++;
    if (yes && labels[at]) right++;
  }
  const precision = answered === 0 ? 0 : right / answered;
  const recall = truly === 0 ? 0 : right / truly;
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Neighbouring thresholds on each side whose F1 is averaged: a lone peak on few held-out rows is luck. */
const smoothing = 3;

/** The threshold with the best F1, smoothed over its neighbours; half-way between two scores. */
export function bestThreshold(p: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: p.length }, (_, at) => at).sort((a, b) => p[b] - p[a] || a - b);
  const truly = order.reduce((sum, at) => sum + labels[at], 0);
  const curve: { f1: number; threshold: number }[] = [];
  let right = 0;
  order.forEach((at, place) => {
    right += labels[at];
    const next = place + 1 < order.length ? p[order[place + 1]] : 0;
    if (next === p[at]) return;
    curve.push({ f1: (2 * right) / (place + 1 + truly), threshold: (p[at] + next) / 2 });
  });
  let best = { f1: -1, threshold: 0.5 };
  curve.forEach(({ threshold }, place) => {
    const near = curve.slice(Math.max(0, place - smoothing), place + smoothing + 1);
    const f1 = near.reduce((sum, one) => sum + one.f1, 0) / near.length;
    if (f1 > best.f1) best = { f1, threshold };
  });
  return best.threshold;
}

/**
 * The threshold that serves F1 best by what answers are worth, not by where the peak of a few hundred happens to lie: of
 * calibrated p, yes from half of the best F1 on. Source: Lipton, Elkan & Naryanaswamy, "Optimal thresholding of classifiers to
 * maximize F1 measure", ECML 2014, theorem 1.
 */
export function steadyThreshold(p: ArrayLike<number>, labels: ArrayLike<number>): number {
  const { scale, shift } = fitPlatt(Float64Array.from(p, logOddsOf), labels);
  const { f1 } = binaryScore(p, labels, bestThreshold(p, labels));
  return sigmoid((logOddsOf(f1 / 2) - shift) / scale);
}
