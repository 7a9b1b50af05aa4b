/**
 * When a model may suggest an attribute: its value must be likely enough, and the attribute must be one that such a product has.
 * Values are calibrated on held-out products that state the attribute. Whether an attribute applies can only be learnt from
 * products that state it and all others, of which some merely omit it: positive and unlabelled examples (Elkan & Noto,
 * "Learning classifiers from only positive and unlabeled data", KDD 2008).
 */
import {
  type Calibrator,
  calibrated,
  fitCalibrator,
  fitScale,
  softmaxInto,
  wilsonLower,
} from '#server/ml/calibrate/calibrate.ts';
import { fitFusion } from '#server/ml/fusion/fuse.ts';
import { orderDescending } from '#server/ml/metrics/classification.ts';

export interface AttributeChoices {
  /** Weights of the two heads (what the model says, what the text says itself), and what makes the first answer a probability. */
  weights: [model: number, written: number];
  calibrator: Calibrator;
  /** Largest p that so many held-out rows can speak for. */
  pMost: number;
  /** Calibrated p from which the lower bound of precision stays at the promise; null: none does, and nothing is suggested. */
  threshold: number | null;
  /** The same for "is it stated". */
  statedScale: number;
  statedCalibrator: Calibrator;
  /** Mean probability of being stated over the products that state it: how often those that have the attribute say so. */
  statedShare: number;
}

/** Scores of rows for the values of an attribute, the last class standing for all others: rows × classes each. */
export interface ValueScores {
  classCount: number;
  /** By the linear model. */
  model: Float32Array;
  /** Words of the value, where all of them stand in the text (written-values.ts). */
  written: Float32Array;
}

/** Held-out scores of one attribute. */
export interface AttributeScores {
  /** Products that state it. */
  values: ValueScores & { truth: Int32Array };
  /** All products: two scores each, not stated and stated; 1 where it is stated. */
  stated: { scores: Float32Array; truth: Int32Array };
}

/** Right answers among the suggested ones, by the lower bound (z: one-sided 95 %). */
export const attributePrecision = 0.95;
const precisionZ = 1.645;
/** Least p of a single suggestion, however sure those above it are. */
const pLeast = 0.9;
/** Least probability that the attribute applies to a product that does not state it. */
const appliesMin = 0.5;

interface FirstAnswers {
  top: number[];
  firsts: number[];
  seconds: number[];
}

function firstAnswers(values: ValueScores, [byModel, byWords]: AttributeChoices['weights']): FirstAnswers {
  const { classCount, model, written } = values;
  const found: FirstAnswers = { top: [], firsts: [], seconds: [] };
  const p = new Float64Array(classCount);
  const scores = model.map((score, at) => byModel * score + byWords * written[at]);
  for (let from = 0; from < scores.length; from += classCount) {
    softmaxInto(scores.subarray(from, from + classCount), 1, p);
    let [top, first, second] = [0, 0, 0];
    p.forEach((share, label) => {
      if (share > first) [top, first, second] = [label, share, first];
      else if (share > second) second = share;
    });
    found.top.push(top);
    found.firsts.push(first);
    found.seconds.push(second);
  }
  return found;
}

/** Smallest p from which precision keeps the promise by its lower bound, over answers that name a value. */
function thresholdOf(p: readonly number[], isRight: readonly number[]): number | null {
  const order = orderDescending(p);
  let right = 0;
  let threshold: number | null = null;
  order.forEach((row, at) => {
    right += isRight[row];
    const isBoundary = at + 1 === order.length || p[order[at + 1]] < p[row];
    if (isBoundary && wilsonLower(right, at + 1, precisionZ) >= attributePrecision) threshold = p[row];
  });
  return threshold === null ? null : Math.max(pLeast, threshold);
}

function statedP(choices: Pick<AttributeChoices, 'statedScale'>, scores: Float32Array): number[] {
  const p = new Float64Array(2);
  return Array.from({ length: scores.length / 2 }, (_, row) => {
    softmaxInto(scores.subarray(2 * row, 2 * row + 2), choices.statedScale, p);
    return p[1];
  });
}

/** Weights of the heads by maximum likelihood. */
function weigh(values: AttributeScores['values']): AttributeChoices['weights'] {
  const { classCount, truth } = values;
  const present = new Uint8Array(truth.length).fill(1);
  const heads = (['model', 'written'] as const).map((name) => ({ name, levels: [values[name]], present }));
  const [[byModel, byWords]] = fitFusion(heads, [truth], [classCount]).weights;
  return [byModel, byWords];
}

/** Learns the choices of one attribute from held-out scores. */
export function chooseAttribute({ values, stated }: AttributeScores): AttributeChoices {
  const weights = weigh(values);
  const { top, firsts, seconds } = firstAnswers(values, weights);
  const isRight = top.map((label, row) => (label === values.truth[row] ? 1 : 0));
  const calibrator = fitCalibrator(firsts, seconds, isRight);
  const named = [...top.keys()].filter((row) => top[row] < values.classCount - 1);
  const pMost = (values.truth.length + 1) / (values.truth.length + 2);
  const threshold = thresholdOf(
    named.map((row) => Math.min(pMost, calibrated(calibrator, firsts[row], seconds[row]))),
    named.map((row) => isRight[row]),
  );
  const statedScale = fitScale(stated.scores, 2, stated.truth);
  const raw = statedP({ statedScale }, stated.scores);
  const statedCalibrator = fitCalibrator(
    raw,
    raw.map((p) => 1 - p),
    stated.truth,
  );
  const own = raw.filter((_, row) => stated.truth[row] === 1);
  const shares = own.map((p) => calibrated(statedCalibrator, p, 1 - p));
  const statedShare = shares.reduce((sum, p) => sum + p, 0) / Math.max(1, shares.length);
  return { weights, calibrator, pMost, threshold, statedScale, statedCalibrator, statedShare };
}

/** The best value of each row: its class (the last one stands for values outside the vocabulary) and the calibrated p. */
export function answerAttribute(
  choices: AttributeChoices,
  values: ValueScores,
): { top: number[]; p: number[]; isSure: boolean[] } {
  const { top, firsts, seconds } = firstAnswers(values, choices.weights);
  const { threshold, pMost } = choices;
  const p = firsts.map((first, row) => Math.min(pMost, calibrated(choices.calibrator, first, seconds[row])));
  return {
    top,
    p,
    isSure: p.map((own, row) => threshold !== null && own >= threshold && top[row] < values.classCount - 1),
  };
}

/**
 * Does the attribute apply to each of some products that do not state it? P(applies | not stated) = (1 − c) / c · g / (1 − g),
 * g being P(stated | text) and c P(stated | applies), estimated by the mean g of those that state it (Elkan & Noto, eq. 4).
 * @param scores two a row: not stated, stated
 */
export function attributeApplies(choices: AttributeChoices, scores: Float32Array): boolean[] {
  const share = Math.min(0.999, choices.statedShare);
  return statedP(choices, scores).map((raw) => {
    const stated = Math.min(0.999, calibrated(choices.statedCalibrator, raw, 1 - raw));
    return ((1 - share) / share) * (stated / (1 - stated)) >= appliesMin;
  });
}
