/**
 * Has a distribution moved? Two histograms of the same bins, a reference and a sample: how far apart they are (population
 * stability index, Jensen–Shannon divergence), and whether chance alone would put them as far apart (parametric bootstrap).
 */
import type { Rng } from '#server/ml/rng.ts';

/** Added to each bin, so that an empty one has a logarithm. */
const half = 0.5;

const total = (counts: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += counts[at];
  return sum;
};

/**
 * Population stability index: Σ (s − r)·ln(s / r) over the bins' shares, a symmetrised Kullback–Leibler divergence (Kullback
 * and Leibler 1951, equation 2.6; credit scoring's habit: under .1 stable, over .25 moved). Bins are smoothed by a half.
 */
export function populationStability(reference: ArrayLike<number>, sample: ArrayLike<number>): number {
  const bins = reference.length;
  const [ofReference, ofSample] = [total(reference) + half * bins, total(sample) + half * bins];
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) {
    const before = (reference[bin] + half) / ofReference;
    const now = (sample[bin] + half) / ofSample;
    sum += (now - before) * Math.log(now / before);
  }
  return sum;
}

/** Jensen–Shannon divergence in bits, 0 … 1, both distributions with the same weight (Lin 1991, equation 3.1). */
export function jensenShannon(reference: ArrayLike<number>, sample: ArrayLike<number>): number {
  const [ofReference, ofSample] = [total(reference), total(sample)];
  if (ofReference === 0 || ofSample === 0) return 0;
  const part = (share: number, middle: number): number => (share > 0 ? share * Math.log2(share / middle) : 0);
  let sum = 0;
  for (let bin = 0; bin < reference.length; bin++) {
    const [before, now] = [reference[bin] / ofReference, sample[bin] / ofSample];
    const middle = (before + now) / 2;
    if (middle > 0) sum += (part(before, middle) + part(now, middle)) / 2;
  }
  return sum;
}

/** Hits of `count` throws with chance `p`: exact by inversion where few are expected, else rounded normal. */
function binomial(count: number, p: number, rng: Rng): number {
  if (count === 0 || p <= 0) return 0;
  if (p >= 1) return count;
  if (p > 0.5) return count - binomial(count, 1 - p, rng);
  const mean = count * p;
  if (mean > 30) {
    const drawn = Math.round(mean + Math.sqrt(mean * (1 - p)) * rng.normal());
    return Math.min(count, Math.max(0, drawn));
  }
  const odds = p / (1 - p);
  let chance = Math.exp(count * Math.log1p(-p));
  let left = rng.next() - chance;
  let hits = 0;
  while (left > 0 && hits < count) {
    chance *= ((count - hits) * odds) / (hits + 1);
    left -= chance;
    hits++;
  }
  return hits;
}

/** Throws `count` items into bins by their shares: one binomial a bin, of what is left. */
function multinomialInto(out: Float64Array, count: number, shares: Float64Array, rng: Rng): void {
  let [items, mass] = [count, 1];
  for (let bin = 0; bin < shares.length; bin++) {
    const isLast = bin === shares.length - 1 || mass <= 0;
    out[bin] = isLast ? items : binomial(items, Math.min(1, shares[bin] / mass), rng);
    items -= out[bin];
    mass -= shares[bin];
  }
}

export interface Drift {
  psi: number;
  /** Bits. */
  divergence: number;
  /** How often two samples of these sizes from ONE distribution (the two pooled) are at least this far apart. */
  p: number;
}

/** @param rounds bootstrap draws; p is no smaller than 1 / (rounds + 1) */
export function measureDrift(
  reference: ArrayLike<number>,
  sample: ArrayLike<number>,
  rng: Rng,
  rounds: number,
): Drift {
  if (reference.length !== sample.length) throw new RangeError('both histograms must have the same bins');
  const [ofReference, ofSample] = [total(reference), total(sample)];
  const divergence = jensenShannon(reference, sample);
  const psi = populationStability(reference, sample);
  if (ofReference === 0 || ofSample === 0) return { psi: 0, divergence: 0, p: 1 };
  const bins = reference.length;
  const pooled = Float64Array.from(
    { length: bins },
    (_, bin) => (reference[bin] + sample[bin]) / (ofReference + ofSample),
  );
  const [left, right] = [new Float64Array(bins), new Float64Array(bins)];
  let asFar = 0;
  for (let round = 0; round < rounds; round++) {
    multinomialInto(left, ofReference, pooled, rng);
    multinomialInto(right, ofSample, pooled, rng);
    if (jensenShannon(left, right) >= divergence) asFar++;
  }
  return { psi, divergence, p: (asFar + 1) / (rounds + 1) };
}
