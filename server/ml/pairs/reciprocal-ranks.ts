import { rankOffset } from './candidates.ts';
import { descending } from './pair-scores.ts';

/**
 * How each pair stands among the pairs of its two records by a score: 1 / (rank + 10), summed over both. Absolute scores
 * of different records do not compare well, their orders do.
 * @param score ≥ 0, one of each pair; ties keep the order given
 */
export function reciprocalRanks(
  left: Int32Array,
  right: Int32Array,
  score: Float32Array,
  records: number,
): Float32Array {
  const seen = new Int32Array(records);
  const sums = new Float32Array(score.length);
  for (const pair of descending(score)) {
    sums[pair] = 1 / (seen[left[pair]]++ + rankOffset) + 1 / (seen[right[pair]]++ + rankOffset);
  }
  return sums;
}
