/**
 * Weights of heads that are right most often. Maximum likelihood (fuse.ts) pays for every class of the tail, and the margins of
 * one-vs-rest machines have no tail worth the name: of 282 classes nearly all stand at −1. So a head with a good tail is given
 * weight that costs first answers (MWPD2020, leaf, out of fold: .8635 for the linear model alone, .8584 with product2vec weighed
 * by likelihood, .8670 as here). Likelihood is where a search for fewer wrong first answers begins, and it sets the temperature
 * of what is found. Errors are smoothed, since counts of few rows do not move.
 */
import { fitScale } from '../calibrate/calibrate.ts';
import { spreadEvenly } from '../spread-evenly.ts';
import type { Fusion, HeadScores } from './fuse.ts';

/** Rows that a level's weights are judged by: a pass costs rows × classes × heads multiplications. */
const rowsMax = 6000;
/** Fewer tell a lucky guess from a better one too rarely. */
const rowsMin = 200;
/** What one head's weight is multiplied by at a time. */
const factors = [0, 0.1, 0.3, 0.6, 2];
const roundsMax = 4;
/** Standard errors of the difference, row by row, that a change must save. */
const gainMin = 1;
/** A wrong answer's cost as a smooth step: this many mean margins wide are its flanks. */
const steepness = 4;

interface Judged {
  heads: readonly Float32Array[];
  classCount: number;
  /** Places of the rows in the heads' arrays, and their truth. */
  rows: readonly number[];
  truth: Int32Array;
}

/** Scores of the rows under these weights. */
function combine({ heads, classCount, rows }: Judged, weights: readonly number[]): Float32Array {
  const out = new Float32Array(rows.length * classCount);
  rows.forEach((row, at) => {
    heads.forEach((scores, head) => {
      const weight = weights[head];
      if (weight === 0) return;
      const [from, to] = [row * classCount, at * classCount];
      for (let label = 0; label < classCount; label++) out[to + label] += weight * scores[from + label];
    });
  });
  return out;
}

/** How wrong each row's first answer is, from 0 to 1: by how far the truth stands above the best other, in mean distances. */
function errorsOf(judged: Judged, weights: readonly number[]): Float64Array {
  const { classCount, truth } = judged;
  const scores = combine(judged, weights);
  const margins = Float64Array.from(truth, (label, at) => {
    const from = at * classCount;
    let best = Number.NEGATIVE_INFINITY;
    for (let other = 0; other < classCount; other++)
      if (other !== label && scores[from + other] > best) best = scores[from + other];
    return scores[from + label] - best;
  });
  const mean = margins.reduce((sum, margin) => sum + Math.abs(margin), 0) / Math.max(1, margins.length);
  return margins.map((margin) => 1 / (1 + Math.exp((steepness * margin) / Math.max(1e-12, mean))));
}

/** Is the second surely the lesser, by its rows' differences? */
function isLess(errors: Float64Array, tried: Float64Array): boolean {
  let sum = 0;
  let squares = 0;
  errors.forEach((error, at) => {
    const saved = error - tried[at];
    sum += saved;
    squares += saved * saved;
  });
  return sum > gainMin * Math.sqrt(squares);
}

function aimLevel(judged: Judged, likeliest: readonly number[]): number[] {
  let weights = [...likeliest];
  let errors = errorsOf(judged, weights);
  for (let round = 0; round < roundsMax; round++) {
    const before = weights;
    for (let head = 0; head < weights.length; head++) {
      if (weights[head] === 0) continue;
      let best = { weights, errors, sum: Number.POSITIVE_INFINITY };
      for (const factor of factors) {
        const tried = weights.map((weight, at) => (at === head ? weight * factor : weight));
        if (tried.every((weight) => weight === 0)) continue;
        const found = errorsOf(judged, tried);
        const sum = found.reduce((total, error) => total + error, 0);
        if (sum < best.sum && isLess(errors, found)) best = { weights: tried, errors: found, sum };
      }
      ({ weights, errors } = best);
    }
    if (weights === before) break;
  }
  if (weights.every((weight, head) => weight === likeliest[head])) return weights;
  const scale = fitScale(combine(judged, weights), judged.classCount, judged.truth);
  return weights.map((weight) => weight * scale);
}

/**
 * Turns the weights of a fusion towards fewer wrong first answers.
 * @param truth class ids per level; −1 leaves the row out of that level
 * @param classCounts classes per level
 */
export function aimFusion(
  fusion: Fusion,
  heads: readonly HeadScores[],
  truth: readonly Int32Array[],
  classCounts: readonly number[],
): Fusion {
  const weights = classCounts.map((classCount, level) => {
    const known = [...truth[level].keys()].filter(
      (row) => truth[level][row] >= 0 && heads.some((head) => head.present[row] === 1),
    );
    if (known.length < rowsMin || classCount < 2 || heads.length < 2) return fusion.weights[level];
    const rows = spreadEvenly(known.length, rowsMax).map((at) => known[at]);
    return aimLevel(
      {
        heads: heads.map((head) => head.levels[level]),
        classCount,
        rows,
        truth: Int32Array.from(rows, (row) => truth[level][row]),
      },
      fusion.weights[level],
    );
  });
  return { heads: fusion.heads, weights };
}
