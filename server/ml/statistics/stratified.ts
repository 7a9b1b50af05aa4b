/**
 * Shares and totals of a population from a stratified sample, with intervals that hold for small counts too: exact limits
 * within each stratum, put together by the distances from the estimates (MOVER).
 */
import type { Interval } from './intervals.ts';

/** What one stratum gave: of `population` units `asked` were drawn by chance without replacement, and `hits` are so. */
export interface StratumSample {
  population: number;
  asked: number;
  hits: number;
}

const halvings = 60;

/** The point where a falling or rising function of one share changes its sign, by halving. */
function crossing(isAbove: (at: number) => boolean, low = 0, high = 1): number {
  let [from, to] = [low, high];
  for (let step = 0; step < halvings; step++) {
    const middle = (from + to) / 2;
    if (isAbove(middle)) to = middle;
    else from = middle;
  }
  return (from + to) / 2;
}

/** P(at least `hits` of `count`) at a share, by summing the smaller tail's terms in logarithms. */
function atLeast(hits: number, count: number, share: number): number {
  if (hits <= 0 || share >= 1) return 1;
  if (share <= 0) return 0;
  const [win, lose] = [Math.log(share), Math.log1p(-share)];
  let logTerm = count * lose;
  let below = 0;
  for (let at = 0; at < hits; at++) {
    below += Math.exp(logTerm);
    logTerm += Math.log(count - at) - Math.log(at + 1) + win - lose;
  }
  return Math.max(0, 1 - below);
}

/**
 * Exact limits of a share (Clopper and Pearson 1934): whatever the share is, each side errs with at most half of `alpha`.
 * @returns the whole range for a count of 0
 */
export function exactInterval(hits: number, count: number, alpha = 0.05): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const half = alpha / 2;
  return {
    low: hits === 0 ? 0 : crossing((share) => atLeast(hits, count, share) >= half),
    high: hits === count ? 1 : crossing((share) => 1 - atLeast(hits + 1, count, share) <= half),
  };
}

interface Limits extends Interval {
  value: number;
}

/** The share of a stratum: known where every unit was asked, unknown (half, anything) where none was. */
function limitsOf({ population, asked, hits }: StratumSample): Limits {
  if (population === 0) return { value: 0, low: 0, high: 0 };
  if (asked === 0) return { value: 0, low: 0, high: 1 };
  const value = hits / asked;
  if (asked >= population) return { value, low: value, high: value };
  // Never below what was found, nor above what is left when the misses found are taken out: the population is finite.
  const { low, high } = exactInterval(hits, asked);
  return {
    value,
    low: Math.max(low, hits / population),
    high: Math.min(high, 1 - (asked - hits) / population),
  };
}

/** Σ weight · population · share, with limits: see `stratifiedTotal`. */
function totalOf(
  strata: readonly StratumSample[],
  shares: readonly Limits[],
  weightOf: (at: number) => number,
): Limits {
  let [value, down, up] = [0, 0, 0];
  shares.forEach((share, at) => {
    const weight = weightOf(at) * strata[at].population;
    const [toLow, toHigh] = [weight * (share.value - share.low), weight * (share.high - share.value)];
    value += weight * share.value;
    down += (weight >= 0 ? toLow : toHigh) ** 2;
    up += (weight >= 0 ? toHigh : toLow) ** 2;
  });
  return { value, low: value - Math.sqrt(down), high: value + Math.sqrt(up) };
}

/**
 * Σ weight · population · share over strata, with limits by the method of variance estimates recovery (Zou and Donner,
 * Statistics in Medicine 2008, equations 1 and 2; negative weights swap a stratum's limits). Point: the stratified
 * (Horvitz–Thompson) estimate, each hit counting for population / asked units.
 */
export function stratifiedTotal(
  strata: readonly StratumSample[],
  weightOf: (at: number) => number = () => 1,
): Limits {
  return totalOf(strata, strata.map(limitsOf), weightOf);
}

/**
 * The ratio of two totals of the same sample, `Σ over / (Σ under + constant)`, in [0, 1]: the ratios that the sample does not
 * refute, found where the limits of `over − ratio · under` pass zero (Fieller's way, with MOVER limits).
 * @param over,under weights ≥ 0 of the hits of each stratum
 * @param constant units that are known without asking
 */
export function stratifiedRatio(
  strata: readonly StratumSample[],
  over: (at: number) => number,
  under: (at: number) => number,
  constant = 0,
): Limits {
  const shares = strata.map(limitsOf);
  const difference = (ratio: number): Interval => {
    const { low, high } = totalOf(strata, shares, (at) => over(at) - ratio * under(at));
    return { low: low - ratio * constant, high: high - ratio * constant };
  };
  const top = totalOf(strata, shares, over).value;
  const bottom = totalOf(strata, shares, under).value + constant;
  const value = bottom > 0 ? top / bottom : 0;
  const low = difference(0).low > 0 ? crossing((ratio) => difference(ratio).low < 0) : 0;
  const high = difference(1).high > 0 ? 1 : crossing((ratio) => difference(ratio).high < 0);
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}
