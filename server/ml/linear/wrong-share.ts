/**
 * What share of given labels is wrong: not how many are doubted, which counts a hard category's honest rows as well. Soft
 * confident learning: Northcutt, Jiang & Chuang (*Confident Learning*, JAIR 2021, eq. 2) count a row for a class where its p
 * reaches the mean p of the rows that bear that label. Here p is divided by such a mean instead (one for all classes, of the
 * rows whose label the model agrees with) and the *difference* between the best other class and the given one is summed, so
 * that an unsure row counts for little and a class of a few rows, whose own mean is near zero, for no more than another.
 * Measured beside the confident joint and the plain mean of 1 − p: docs/models.md, "How many are wrong".
 */

import { z95 } from '../statistics/intervals.ts';

/** What a model that did not see a row says of its given label. */
export interface Opinions {
  /** p of the given label. */
  pGiven: ArrayLike<number>;
  /** p of the likeliest other label. */
  pOther: ArrayLike<number>;
}

/** Mean p of the given label where it is the likeliest; 1 where the model agrees with none. */
export function agreedConfidence({ pGiven, pOther }: Opinions): number {
  let [sum, count] = [0, 0];
  for (let row = 0; row < pGiven.length; row++) {
    if (pGiven[row] < pOther[row]) continue;
    sum += pGiven[row];
    count++;
  }
  return count === 0 ? 1 : sum / count;
}

/** How much of a row counts as wrong, 0 … 1; 0 where the model agrees with the given label. */
export function wrongWeight(pGiven: number, pOther: number, confidence: number): number {
  return Math.max(0, Math.min(1, pOther / confidence) - Math.min(1, pGiven / confidence));
}

/** Fewest rows of a label whose own rows are weighed: of fewer a model has learnt too little to doubt any. */
export const labelRowsMin = 5;

/** What is counted of the rows of a group; sums of weights are of `wrongWeight`. */
export interface WrongCounts {
  /** With a given label. */
  rows: number;
  /** Undecided ones that a model has weighed. */
  open: number;
  /** Sum of weights over `open`. */
  expected: number;
  /** Sum of weight × (1 − weight) over `open`: how unsure the weights themselves are. */
  spread: number;
  /** Of `open`: weight above 0. */
  doubted: number;
  /** Decided by people, and of them those whose given label was wrong. */
  decided: number;
  wrong: number;
  /** Decided ones that the model doubts: sum of their weights, and how many were wrong. */
  triedExpected: number;
  triedWrong: number;
  /** Decided ones that the model agrees with, drawn by chance: how many, and how many were wrong. */
  audited: number;
  auditedWrong: number;
}

export interface WrongShare {
  /** Of the group's rows, 0 … 1. */
  share: number;
  /** 95 % interval. */
  low: number;
  high: number;
}

/** Expected wrong labels that decisions must weigh against the model's estimate: a relative error of a quarter, squared. */
const priorWrong = 16;
/** The estimate's own error, from planted labels: this part of what is doubted beyond it, and a floor. */
const doubtPart = 0.35;
const errorFloor = 0.0025;
/** Wrong rows that no weight tells: this part of what chance alone would spread. */
const missedPart = 0.3;
/** Audits of undoubted rows from which their share of wrong ones is believed. */
const auditsMin = 30;
/** Rows that the catalog's rate weighs against a group's own: bounds, and where groups do not tell. */
const strengthMin = 4;
const strengthMax = 50;

interface Correction {
  /** By what decisions raise or lower the weights. */
  factor: number;
  /** Share of wrong ones among undoubted rows, and its standard error. */
  missed: number;
  missedError: number;
  /** What is left of the estimate's own error. */
  ignorance: number;
}

function correctionOf(all: WrongCounts): Correction {
  const { triedExpected, triedWrong, audited, auditedWrong } = all;
  const missed = audited >= auditsMin ? auditedWrong / audited : 0;
  return {
    factor: (triedWrong + priorWrong) / (triedExpected + priorWrong),
    missed,
    missedError: audited >= auditsMin ? Math.sqrt((missed * (1 - missed) + 1 / audited) / audited) : 0,
    ignorance: 1 / Math.sqrt(1 + triedExpected / priorWrong),
  };
}

const expectedOf = ({ open, expected, doubted }: WrongCounts, by: Correction): number =>
  Math.min(open, by.factor * expected + by.missed * (open - doubted));

/**
 * Rows of the common rate that are added to a group's own: what the weights of a row leave open, against how much the groups
 * differ beyond that (empirical Bayes, method of moments). Weights tell rows apart, so this is less than the beta-binomial's
 * r(1 − r) a row, which would draw groups together that really differ.
 */
function strengthOf(all: WrongCounts, groups: readonly WrongCounts[], rate: number, by: Correction): number {
  let [rows, squares, used] = [0, 0, 0];
  for (const group of groups) {
    if (group.open === 0) continue;
    rows += group.open;
    squares += group.open * (expectedOf(group, by) / group.open - rate) ** 2;
    used++;
  }
  if (used < 2 || all.spread === 0) return strengthMin;
  const noise = all.spread / all.open;
  const between = (squares - used * noise) / rows;
  return between <= 0 ? strengthMax : Math.min(strengthMax, Math.max(strengthMin, noise / between));
}

function shareOf(
  group: WrongCounts,
  rate: number,
  prior: { rows: number; noise: number },
  by: Correction,
): WrongShare {
  const { rows, decided, wrong, open, doubted } = group;
  if (rows === 0) return { share: 0, low: 0, high: 1 };
  const left = rows - decided;
  const seen = open + prior.rows;
  const beyond = open === 0 ? 0 : Math.max(0, (doubted / open - rate) * (open / seen));
  const own = by.ignorance * (doubtPart * beyond + errorFloor);
  const noise = (group.spread + prior.rows * prior.noise) / Math.max(1, seen);
  const chance = (noise + missedPart * Math.max(0, rate * (1 - rate)) + errorFloor) / Math.max(1, open);
  const error = z95 * Math.sqrt(chance + own ** 2 + by.missedError ** 2);
  const of = (value: number): number => (wrong + left * Math.min(1, Math.max(0, value))) / rows;
  return { share: of(rate), low: of(rate - error), high: of(rate + error) };
}

/**
 * Shares of wrong labels of a whole and of the groups that it is dealt into. A group's undecided rows are drawn towards the
 * whole's rate, the more the fewer they are; then all are scaled so that the groups' wrong ones add up to the whole's.
 * Decided rows count as what people said. Null where no row of the whole was weighed.
 */
export function estimateWrong(
  all: WrongCounts,
  groups: readonly WrongCounts[],
): { all: WrongShare; groups: WrongShare[] } | null {
  if (all.open === 0 && all.decided < all.rows) return null;
  const by = correctionOf(all);
  const rate = all.open === 0 ? 0 : expectedOf(all, by) / all.open;
  const prior = {
    rows: strengthOf(all, groups, rate, by),
    noise: all.open === 0 ? 0 : all.spread / all.open,
  };
  const rates = groups.map(
    (group) => (expectedOf(group, by) + prior.rows * rate) / (group.open + prior.rows),
  );
  const left = (group: WrongCounts): number => group.rows - group.decided;
  const drawn = groups.reduce((sum, group, at) => sum + rates[at] * left(group), 0);
  const scale = drawn === 0 ? 1 : (rate * groups.reduce((sum, group) => sum + left(group), 0)) / drawn;
  return {
    all: shareOf(all, rate, { ...prior, rows: 0 }, by),
    groups: groups.map((group, at) => shareOf(group, Math.min(1, rates[at] * scale), prior, by)),
  };
}

/** Counts of rows without decisions, of all and by group. `labels`: given label of each row; `group`: its group, 0 …. */
export function countWrong(
  opinions: Opinions,
  labels: ArrayLike<number>,
  group: ArrayLike<number>,
  groupCount: number,
): { all: WrongCounts; groups: WrongCounts[] } {
  const none = (): WrongCounts => ({
    ...{ rows: 0, open: 0, expected: 0, spread: 0, doubted: 0, decided: 0, wrong: 0 },
    ...{ triedExpected: 0, triedWrong: 0, audited: 0, auditedWrong: 0 },
  });
  const all = none();
  const groups = Array.from({ length: groupCount }, none);
  const rowsOf = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) rowsOf.set(labels[row], (rowsOf.get(labels[row]) ?? 0) + 1);
  const confidence = agreedConfidence(opinions);
  for (let row = 0; row < labels.length; row++) {
    const weight = wrongWeight(opinions.pGiven[row], opinions.pOther[row], confidence);
    for (const counts of [all, groups[group[row]]]) {
      counts.rows++;
      if ((rowsOf.get(labels[row]) ?? 0) < labelRowsMin) continue;
      counts.open++;
      counts.expected += weight;
      counts.spread += weight * (1 - weight);
      if (weight > 0) counts.doubted++;
    }
  }
  return { all, groups };
}
