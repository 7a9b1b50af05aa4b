/** Intervals of shares and of differences between two models on the same items. */
import { type Rng, shuffle } from '#server/ml/rng.ts';

export interface Interval {
  low: number;
  high: number;
}

/** Two-sided 95 %. */
export const z95 = 1.959964;

/**
 * Wilson's score interval of a share (Wilson 1927, equation 7): stays inside [0, 1] and is right for small counts, where
 * the usual p ± z·se is not.
 * @param hits 0..count
 * @returns the whole range for a count of 0
 */
export function wilsonInterval(hits: number, count: number, z = z95): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const spread = z * z;
  const centre = share + spread / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + spread / (4 * count * count));
  const scale = 1 + spread / count;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

export interface PairedDifference extends Interval {
  /** Weighted mean of `candidate` minus that of `active`. */
  difference: number;
  /** Two-sided: how often a difference at least this far from zero comes by chance, if there is none. */
  p: number;
}

/** Items drawn with replacement one by one; more are dealt to so many groups first, which are drawn instead. */
const groupsMax = 5000;

/** Weighted differences and weights of each item, or of groups of like size that chance dealt the items to. */
function dealToGroups(
  differences: Float64Array,
  weights: ArrayLike<number>,
  rng: Rng,
): { sums: Float64Array; totals: Float64Array } {
  const count = differences.length;
  if (count <= groupsMax) return { sums: differences, totals: Float64Array.from(weights) };
  const [sums, totals] = [new Float64Array(groupsMax), new Float64Array(groupsMax)];
  const order = shuffle(
    Int32Array.from({ length: count }, (_, at) => at),
    rng,
  );
  order.forEach((item, place) => {
    sums[place % groupsMax] += differences[item];
    totals[place % groupsMax] += weights[item];
  });
  return { sums, totals };
}

/**
 * Paired bootstrap of the difference between two models' scores on the same items (Efron and Tibshirani 1993, chapter 16;
 * for models on one test set: Koehn 2004). Items are drawn with replacement, both models' scores together, so what makes
 * an item hard for both does not count as noise. Above 5,000 items random groups of them are drawn (Wolter 2007, chapter 2):
 * the spread of a mean is the same, and a hundred thousand items cost no more than five.
 * @param candidate,active score of each item, such as 1 for a right answer
 * @param weights ≥ 0 a item, such as its business value or 1 / the probability with which it was sampled
 * @returns the percentile interval of 95 %
 */
export function pairedBootstrap(
  candidate: ArrayLike<number>,
  active: ArrayLike<number>,
  weights: ArrayLike<number>,
  rng: Rng,
  rounds = 2000,
): PairedDifference {
  const count = candidate.length;
  if (active.length !== count || weights.length !== count)
    throw new RangeError('both models and the weights must be of the same items');
  if (count === 0) return { difference: 0, low: 0, high: 0, p: 1 };
  const { sums, totals } = dealToGroups(
    Float64Array.from(weights, (weight, at) => weight * (candidate[at] - active[at])),
    weights,
    rng,
  );
  const mean = (draw: (at: number) => number): number => {
    let [sum, total] = [0, 0];
    for (let at = 0; at < sums.length; at++) {
      const group = draw(at);
      sum += sums[group];
      total += totals[group];
    }
    return total > 0 ? sum / total : 0;
  };
  const difference = mean((at) => at);
  const drawn = Float64Array.from({ length: rounds }, () => mean(() => rng.below(sums.length))).sort();
  // Shifted to a mean of zero, the draws are what chance alone would give.
  const asFar = drawn.filter((value) => Math.abs(value - difference) >= Math.abs(difference)).length;
  return {
    difference,
    low: drawn[Math.floor(0.025 * (rounds - 1))],
    high: drawn[Math.ceil(0.975 * (rounds - 1))],
    p: (asFar + 1) / (rounds + 1),
  };
}
