/** Splits a table by cluster into a part to learn from, one to choose by, and the held-out one that is measured. */
import { makeRng, shuffle } from '#server/ml/rng.ts';

export const part = { train: 0, valid: 1, test: 2 } as const;
export type Part = (typeof part)[keyof typeof part];

export interface ClusterParts {
  /** Rows in the order train, valid, test; each part in table order. */
  order: Int32Array;
  /** By place in `order`: the cluster, as an integer. */
  cluster: Int32Array;
  /** Where each part begins and ends in `order`. */
  stretches: [number, number][];
}

/** Share of the clusters that are not held out which choices are made on. */
const validShare = 0.25;

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
  const validEnd = heldOut + Math.round((count - heldOut) * validShare);
  drawn.forEach((number, place) => {
    if (place < heldOut) partOf[number] = part.test;
    else partOf[number] = place < validEnd ? part.valid : part.train;
  });
  const byPart = [part.train, part.valid, part.test].map((wanted) =>
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
