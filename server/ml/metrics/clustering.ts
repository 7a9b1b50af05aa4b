/** Measures of a clustering against the truth. Clusters are integers; items are places. */
import { pairsWithin } from '../groups.ts';
import { largest } from '../largest.ts';

export interface PrecisionRecall {
  precision: number;
  recall: number;
  f1: number;
}

export interface ClusteringMetrics {
  /** Over pairs of items that are together. */
  pairwise: PrecisionRecall;
  /** Bagga & Baldwin 1998: mean over items. */
  bCubed: PrecisionRecall;
  /** Mean over items of the F1 of their match lists; each item matches itself, lists hold at most `listMax`. */
  perItemF1: number;
  largestCluster: number;
  largestTrueCluster: number;
}

const harmonic = (precision: number, recall: number): PrecisionRecall => ({
  precision,
  recall,
  f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
});

function sizes(clusters: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < clusters.length; at++) counts.set(clusters[at], (counts.get(clusters[at]) ?? 0) + 1);
  return counts;
}

/** Throws RangeError on lists of unequal length. */
export function clusteringMetrics(
  found: ArrayLike<number>,
  truth: ArrayLike<number>,
  listMax = 50,
): ClusteringMetrics {
  if (found.length !== truth.length) throw new RangeError('found and truth differ in length');
  const foundSizes = sizes(found);
  const trueSizes = sizes(truth);
  const both = new Map<string, number>();
  for (let at = 0; at < found.length; at++) {
    const key = `${found[at]} ${truth[at]}`;
    both.set(key, (both.get(key) ?? 0) + 1);
  }
  const together = pairsWithin(both.values());
  let precision = 0;
  let recall = 0;
  let perItem = 0;
  for (let at = 0; at < found.length; at++) {
    const shared = both.get(`${found[at]} ${truth[at]}`) ?? 0;
    const size = foundSizes.get(found[at]) ?? 1;
    const trueSize = trueSizes.get(truth[at]) ?? 1;
    precision += shared / size;
    recall += shared / trueSize;
    const listed = Math.min(size, listMax);
    perItem += (2 * Math.min(shared, listed)) / (listed + trueSize);
  }
  const count = Math.max(1, found.length);
  return {
    pairwise: harmonic(
      together / Math.max(1, pairsWithin(foundSizes.values())),
      together / Math.max(1, pairsWithin(trueSizes.values())),
    ),
    bCubed: harmonic(precision / count, recall / count),
    perItemF1: perItem / count,
    largestCluster: largest(foundSizes.values(), 0),
    largestTrueCluster: largest(trueSizes.values(), 0),
  };
}
