/** Everything a categorizer chooses on held-out rows: scales, how levels are combined, calibration, thresholds. */
import { calibrated, fitCalibrator, fitScale, wilsonLower } from '#server/ml/calibrate/calibrate.ts';
import { answerFirst } from '#server/ml/fusion/answer-row.ts';
import type { CategorizerChoices } from '#server/ml/fusion/choices.ts';
import { topKept } from '#server/ml/fusion/summary-table.ts';
import {
  collectPaths,
  largestIndices,
  PathDecoder,
  type PathSet,
} from '#server/ml/hierarchy/decode-paths.ts';
import { LeastDistance } from '#server/ml/hierarchy/least-distance.ts';
import { classificationMetrics, orderDescending } from '#server/ml/metrics/classification.ts';
import { chooseDecoding, type DecodedPaths } from './choose-decoding.ts';

/** Raw scores of rows: one rows × classes array per level. */
export type LevelScores = Float32Array[];

export interface LevelAnswers {
  /** Best classes first, `topKept` a row. */
  top: number[][];
  /** Calibrated p of the first. */
  p: number[];
  /** p of first and second before calibration. */
  firsts: number[];
  seconds: number[];
}

/** z of the lower bound that a threshold must pass: one-sided 84 %; a promise to people is kept by issue-level bounds. */
const thresholdZ = 1;
const precisionPromised = 0.98;

/** A level to answer, and the exponents of the levels for it. */
interface Target {
  level: number;
  weights: readonly number[];
}

/** Answers of every row for each target; p as decoded. A row's scores are read once for all targets. */
function answerTargets(
  scores: LevelScores,
  rowCount: number,
  paths: PathSet,
  scales: readonly number[],
  targets: readonly Target[],
): LevelAnswers[] {
  const decoder = new PathDecoder(paths, scales);
  const answers = targets.map(
    (): LevelAnswers => ({
      top: new Array<number[]>(rowCount),
      p: [],
      firsts: new Array<number>(rowCount),
      seconds: new Array<number>(rowCount),
    }),
  );
  for (let row = 0; row < rowCount; row++) {
    decoder.load(scores, row);
    targets.forEach(({ level, weights }, at) => {
      const marginal = decoder.marginal(level, weights);
      const top = largestIndices(marginal, topKept);
      answers[at].top[row] = top;
      answers[at].firsts[row] = marginal[top[0]];
      answers[at].seconds[row] = top.length > 1 ? marginal[top[1]] : 0;
    });
  }
  for (const own of answers) own.p = own.firsts.slice();
  return answers;
}

/** Candidate weights for decoding a level: alone, all levels alike, and the level first. */
function weightCandidates(levelCount: number, level: number): number[][] {
  const alone = Array.from({ length: levelCount }, (_, at) => (at === level ? 1 : 0));
  if (levelCount === 1) return [alone];
  const even = alone.map(() => 1);
  const first = alone.map((own) => (own ? 1 : 0.5));
  return [alone, even, first];
}

function isRightOf(answers: LevelAnswers, truth: Int32Array): number[] {
  return answers.top.map((top, row) => (top[0] === truth[row] ? 1 : 0));
}

/** Smallest p from which the lower bound of precision stays at the promise; null where no p does. */
function thresholdFor(p: number[], isRight: number[]): number | null {
  const order = orderDescending(p);
  let right = 0;
  let threshold: number | null = null;
  for (let at = 0; at < order.length; at++) {
    right += isRight[order[at]];
    const isBoundary = at + 1 === order.length || p[order[at + 1]] < p[order[at]];
    if (isBoundary && wilsonLower(right, at + 1, thresholdZ) >= precisionPromised) threshold = p[order[at]];
  }
  return threshold;
}

/** Answers at the leaf by the least expected distance. @param weights exponents of the levels for the leaf */
function nearestAnswers(
  scores: LevelScores,
  rowCount: number,
  paths: PathSet,
  scales: readonly number[],
  weights: readonly number[],
): { answers: LevelAnswers; decoded: DecodedPaths } {
  const decoder = new PathDecoder(paths, scales);
  const tree = new LeastDistance(paths);
  const leaf = paths.levelCount - 1;
  const answers: LevelAnswers = { top: [], p: [], firsts: [], seconds: [] };
  const decoded: { likeliest: number[]; nearest: number[] } = { likeliest: [], nearest: [] };
  for (let row = 0; row < rowCount; row++) {
    decoder.load(scores, row);
    const marginal = decoder.marginal(leaf, weights);
    const top = largestIndices(marginal, topKept);
    const shares = decoder.pathShares(weights);
    const nearest = tree.surePath(top[0], marginal[top[0]]) ?? tree.best(shares);
    const { top: ordered, first, second } = answerFirst(marginal, top, tree.label(nearest, leaf));
    answers.top.push(ordered);
    answers.firsts.push(first);
    answers.seconds.push(second);
    decoded.nearest.push(nearest);
    decoded.likeliest.push(tree.onlyPath(top[0]) ?? tree.pathTo(top[0], shares));
  }
  return { answers, decoded };
}

/** What is learnt of a level's answers: what makes them probabilities, and from where they are sure. */
function calibrate(
  { firsts, seconds }: LevelAnswers,
  isRight: number[],
): [CategorizerChoices['calibrators'][number], CategorizerChoices['thresholds'][number]] {
  const calibrator = fitCalibrator(firsts, seconds, isRight);
  const p = firsts.map((first, row) => calibrated(calibrator, first, seconds[row]));
  return [calibrator, thresholdFor(p, isRight)];
}

/**
 * Learns the choices from held-out scores.
 * @param truth class ids of the held-out rows, an array per level
 * @param training class ids of the training rows: the known paths
 * @param edges of the classes, as `PathSet` has them
 */
export function makeChoices(
  scores: LevelScores,
  truth: Int32Array[],
  training: Int32Array[],
  classCounts: number[],
  edges?: Uint8Array[],
): CategorizerChoices {
  const paths = collectPaths(training, classCounts, edges);
  const scales = scores.map((level, at) => fitScale(level, classCounts[at], truth[at]));
  const rowCount = truth[0].length;
  const choices: CategorizerChoices = { paths, scales, weights: [], calibrators: [], thresholds: [] };
  const targets = classCounts.flatMap((_, level) =>
    weightCandidates(classCounts.length, level).map((weights): Target => ({ level, weights })),
  );
  const answered = answerTargets(scores, rowCount, paths, scales, targets);
  for (let level = 0; level < classCounts.length; level++) {
    let best: { f1: number; weights: number[]; answers: LevelAnswers } | null = null;
    for (const [at, target] of targets.entries()) {
      if (target.level !== level) continue;
      const answers = answered[at];
      const f1 = classificationMetrics(
        truth[level],
        answers.top.map((top) => top[0]),
      ).weightedF1;
      if (!best || f1 > best.f1) best = { f1, weights: [...target.weights], answers };
    }
    if (!best) continue;
    const [calibrator, threshold] = calibrate(best.answers, isRightOf(best.answers, truth[level]));
    choices.weights.push(best.weights);
    choices.calibrators.push(calibrator);
    choices.thresholds.push(threshold);
  }
  const leaf = classCounts.length - 1;
  const { answers, decoded } = nearestAnswers(scores, rowCount, paths, scales, choices.weights[leaf]);
  choices.decoding = chooseDecoding(paths, decoded, truth);
  if (choices.decoding === 'least distance') {
    [choices.calibrators[leaf], choices.thresholds[leaf]] = calibrate(
      answers,
      isRightOf(answers, truth[leaf]),
    );
  }
  return choices;
}
