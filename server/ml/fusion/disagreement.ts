/** How far two distributions over the same classes are apart: 0 for equal ones, 1 where they share no class. */
import { softmaxInto } from '../calibrate/calibrate.ts';

function entropyTerm(p: number, mixed: number): number {
  return p > 1e-12 ? p * Math.log2(p / mixed) : 0;
}

/**
 * Jensen–Shannon divergence in bits (Lin, "Divergence measures based on the Shannon entropy", 1991, eq. 3.2) of
 * softmax(scale · scores) of two heads.
 */
export function disagreement(
  left: ArrayLike<number>,
  leftScale: number,
  right: ArrayLike<number>,
  rightScale: number,
): number {
  const p = softmaxInto(left, leftScale, new Float64Array(left.length));
  const q = softmaxInto(right, rightScale, new Float64Array(right.length));
  let sum = 0;
  for (let label = 0; label < p.length; label++) {
    const mixed = (p[label] + q[label]) / 2;
    sum += (entropyTerm(p[label], mixed) + entropyTerm(q[label], mixed)) / 2;
  }
  return Math.min(1, Math.max(0, sum));
}
