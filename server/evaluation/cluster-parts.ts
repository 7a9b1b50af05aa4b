/** Splits a table by cluster into a part to learn from and choose by, and the held-out one that is measured. */
import { pairsWithin } from '#server/ml/groups.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';

export const part = { learn: 0, test: 1 } as const;

export interface ClusterParts {
  /** Rows to learn from, then held-out ones; each part in table order. */
  order: Int32Array;
  /** By place in `order`: the cluster, as an integer. */
  cluster: Int32Array;
  /** Where each part begins and ends in `order`. */
  stretches: [number, number][];
}

/** True pairs from which on a rule of sources can be told, and the share of them that may break it. */
const truePairsMin = 200;
const twiceShareMax = 0.005;

/**
 * Whether no source offers one thing twice, judged on the true pairs that are learnt from. Unknown sources say nothing.
 * @param source by place in `order`; negative where unknown
 */
export function isOneOfEach({ cluster, stretches }: ClusterParts, source: Int32Array): boolean {
  const [from, to] = stretches[part.learn];
  const bySource = new Map<string, number>();
  const sizes = new Map<number, number>();
  for (let at = from; at < to; at++) {
    if (source[at] < 0) continue;
    sizes.set(cluster[at], (sizes.get(cluster[at]) ?? 0) + 1);
    const key = `${cluster[at]} ${source[at]}`;
    bySource.set(key, (bySource.get(key) ?? 0) + 1);
  }
  const truePairs = pairsWithin(sizes.values());
  return truePairs >= truePairsMin && pairsWithin(bySource.values()) <= twiceShareMax * truePairs;
}

function numbered(clusters: readonly (string | null)[]): { numbers: Int32Array; count: number } {
  const known = new Map<string, number>();
  const numbers = Int32Array.from(clusters, (name, row) => {
    const key = name === null || name === '' ? `row ${row}` : `named ${name}`;
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  });
  return { numbers, count: known.size };
}

/**
 * Seeded split by cluster.
 * @param clusters null: the row is a cluster of its own
 * @param holdout share of the clusters that is held out
 */
export function splitClusters(
  clusters: readonly (string | null)[],
  holdout: number,
  seed: number,
): ClusterParts {
  const { numbers, count } = numbered(clusters);
  const drawn = shuffle(
    Int32Array.from({ length: count }, (_, at) => at),
    makeRng(seed),
  );
  const partOf = new Uint8Array(count);
  const heldOut = Math.round(count * holdout);
  drawn.forEach((number, place) => {
    partOf[number] = place < heldOut ? part.test : part.learn;
  });
  const byPart = [part.learn, part.test].map((wanted) =>
    [...numbers.keys()].filter((row) => partOf[numbers[row]] === wanted),
  );
  const order = Int32Array.from(byPart.flat());
  const ends = byPart.map((_, at) => byPart.slice(0, at + 1).reduce((sum, rows) => sum + rows.length, 0));
  return {
    order,
    cluster: Int32Array.from(order, (row) => numbers[row]),
    stretches: ends.map((end, at) => [at === 0 ? 0 : ends[at - 1], end]),
  };
}
