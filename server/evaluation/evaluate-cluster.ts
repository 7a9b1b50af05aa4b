/**
 * Measures clustering of any table with a cluster column. The pair model learns on a part of the clusters, everything is
 * chosen on a slice of that part, and figures are of the held-out clusters alone.
 */
import { averageLink } from '#server/ml/graph/average-link.ts';
import { type ClusteringMetrics, clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { pictureDistance } from '#server/ml/pairs/catalog-corpus.ts';
import { contextFeatureCount, contextFeatures } from '#server/ml/pairs/context.ts';
import { buildCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import type { FeatureGroup } from '#server/ml/pairs/feature-group.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { boostedLogOdds, type Labelled, sigmoid, trainBoosted } from '#server/ml/trees/boost.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';

export interface ClusterInput {
  records: PairRecord[];
  extraNames: string[];
  /** Cluster of each row; null: the row is a cluster of its own. */
  clusters: (string | null)[];
  /** Perceptual hashes, high and low half by turns; empty where there is none. Null: no pictures at all. */
  hashes: Int32Array[] | null;
  /** Share of the clusters that is held out. */
  holdout: number;
  seed: number;
  log: (line: string) => void;
}

export interface ClusterReport extends ClusteringMetrics {
  candidateRecall: number;
  threshold: number;
  heldOut: { rows: number; clusters: number };
  seconds: number;
}

const part = { train: 0, valid: 1, test: 2 } as const;
const neighboursMax = 30;
const trainPairsMax = 250_000;
const pictureBitsMax = 12;
const thresholds = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7];

interface Pairs {
  left: Int32Array;
  right: Int32Array;
}

/** Near pictures by comparison of every pair; 64-bit hashes, some 200 M comparisons a second. */
function picturePairs(hashes: Int32Array[], add: (a: number, b: number) => void): void {
  for (let a = 0; a < hashes.length; a++) {
    if (hashes[a].length === 0) continue;
    for (let b = a + 1; b < hashes.length; b++) {
      if (hashes[b].length > 0 && pictureDistance(hashes[a], hashes[b]) <= pictureBitsMax) add(a, b);
    }
  }
}

/** Candidates, but for those between two parts: such a pair is in no figure and teaches nothing. */
function findPairs(input: ClusterInput, corpus: ReturnType<typeof buildCorpus>, partOf: Uint8Array): Pairs {
  const found = textCandidates(corpus, { neighboursMax, boundary: null, postingsMax: 60_000 });
  const keys = new Set<number>();
  const add = (a: number, b: number): void => {
    if (partOf[a] === partOf[b]) keys.add(a * corpus.count + b);
  };
  found.left.forEach((left, at) => {
    add(left, found.right[at]);
  });
  if (input.hashes) picturePairs(input.hashes, add);
  const sorted = Float64Array.from(keys).sort();
  return {
    left: Int32Array.from(sorted, (key) => Math.floor(key / corpus.count)),
    right: Int32Array.from(sorted, (key) => key % corpus.count),
  };
}

/** Clusters as integers, and the part that each row falls into: by cluster, seeded. */
function split(input: ClusterInput): { cluster: Int32Array; partOf: Uint8Array } {
  const numbers = new Map<string, number>();
  const cluster = Int32Array.from(input.clusters, (name, row) => {
    const key = name === null || name === '' ? `row ${row}` : `named ${name}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const order = shuffle(
    Int32Array.from({ length: numbers.size }, (_, at) => at),
    makeRng(input.seed),
  );
  const partOfCluster = new Uint8Array(numbers.size);
  const heldOut = Math.round(numbers.size * input.holdout);
  const validEnd = heldOut + Math.round((numbers.size - heldOut) * 0.25);
  order.forEach((number, place) => {
    if (place < heldOut) partOfCluster[number] = part.test;
    else partOfCluster[number] = place < validEnd ? part.valid : part.train;
  });
  return { cluster, partOf: Uint8Array.from(cluster, (number) => partOfCluster[number]) };
}

function pairRows(features: PairFeatures, corpus: ReturnType<typeof buildCorpus>, pairs: Pairs): DenseRows {
  const plain = features.rows(corpus, pairs.left, pairs.right);
  const keys = ['gram cosine', 'title weighted jaccard'].map((name) => features.names.indexOf(name));
  const width = features.count + keys.length * contextFeatureCount;
  const values = new Float32Array(plain.rowCount * width);
  const contexts = keys.map((column) => {
    const key = Float32Array.from(pairs.left, (_, row) => plain.values[row * features.count + column]);
    return contextFeatures(pairs, key, true);
  });
  for (let row = 0; row < plain.rowCount; row++) {
    values.set(plain.values.subarray(row * features.count, (row + 1) * features.count), row * width);
    contexts.forEach((context, at) => {
      const from = row * contextFeatureCount;
      values.set(
        context.subarray(from, from + contextFeatureCount),
        row * width + features.count + at * contextFeatureCount,
      );
    });
  }
  return { values, rowCount: plain.rowCount, featureCount: width };
}

function select(rows: DenseRows, labels: Uint8Array, wanted: readonly number[]): Labelled {
  const values = new Float32Array(wanted.length * rows.featureCount);
  wanted.forEach((row, at) => {
    values.set(
      rows.values.subarray(row * rows.featureCount, (row + 1) * rows.featureCount),
      at * rows.featureCount,
    );
  });
  return {
    rows: { values, rowCount: wanted.length, featureCount: rows.featureCount },
    labels: Uint8Array.from(wanted, (row) => labels[row]),
  };
}

/** Clusters one part and measures it. */
function measure(
  rowsOf: number[],
  pairs: Pairs,
  wanted: readonly number[],
  p: Float64Array,
  cluster: Int32Array,
  threshold: number,
): ClusteringMetrics {
  const place = new Map(rowsOf.map((row, at) => [row, at]));
  const links = {
    left: wanted.map((pair) => place.get(pairs.left[pair]) ?? 0),
    right: wanted.map((pair) => place.get(pairs.right[pair]) ?? 0),
    p,
  };
  const found = averageLink(rowsOf.length, links, threshold);
  return clusteringMetrics(
    found,
    rowsOf.map((row) => cluster[row]),
  );
}

function pictureGroup(hashes: Int32Array[]): FeatureGroup {
  return {
    names: ['picture distance'],
    write(_, a, b, out, at) {
      out[at] = pictureDistance(hashes[a], hashes[b]);
    },
  };
}

/** Trains, clusters, measures. Deterministic for a seed. */
export function evaluateCluster(input: ClusterInput): ClusterReport {
  const startedAt = performance.now();
  const { cluster, partOf } = split(input);
  const corpus = buildCorpus(input.records, input.extraNames.length);
  const pairs = findPairs(input, corpus, partOf);
  input.log(`${pairs.left.length} candidate pairs inside the parts`);
  const more = input.hashes ? [pictureGroup(input.hashes)] : [];
  const rows = pairRows(new PairFeatures(input.extraNames, false, more), corpus, pairs);
  const labels = Uint8Array.from(pairs.left, (left, at) =>
    Number(cluster[left] === cluster[pairs.right[at]]),
  );
  const byPart = [part.train, part.valid, part.test].map((wanted) =>
    [...pairs.left.keys()].filter((pair) => partOf[pairs.left[pair]] === wanted),
  );
  const sample = shuffle([...byPart[part.train]], makeRng(input.seed + 1)).slice(0, trainPairsMax);
  const sets = [select(rows, labels, sample), ...[1, 2].map((at) => select(rows, labels, byPart[at]))];
  const model = trainBoosted(
    sets[0],
    {
      treesMax: 300,
      leavesMax: 31,
      leafRowsMin: 30,
      columnShare: 0.4,
      learningRate: 0.1,
      lambda: 2,
      patience: 25,
      seed: input.seed,
    },
    sets[1],
  );
  input.log(`${model.trees.length} trees on ${sample.length} pairs`);
  const [validP, testP] = [1, 2].map((at) => boostedLogOdds(model, sets[at].rows).map(sigmoid));
  const rowsOf = (wanted: number): number[] => [...partOf.keys()].filter((row) => partOf[row] === wanted);
  const validRows = rowsOf(part.valid);
  const tried = thresholds.map((threshold) => ({
    threshold,
    f1: measure(validRows, pairs, byPart[part.valid], validP, cluster, threshold).pairwise.f1,
  }));
  const { threshold } = tried.reduce((best, one) => (one.f1 > best.f1 ? one : best));
  const testRows = rowsOf(part.test);
  const metrics = measure(testRows, pairs, byPart[part.test], testP, cluster, threshold);
  const sizes = new Map<number, number>();
  for (const row of testRows) sizes.set(cluster[row], (sizes.get(cluster[row]) ?? 0) + 1);
  const truly = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const found = sets[2].labels.reduce((sum, label) => sum + label, 0);
  return {
    ...metrics,
    candidateRecall: truly === 0 ? 0 : found / truly,
    threshold,
    heldOut: { rows: testRows.length, clusters: sizes.size },
    seconds: (performance.now() - startedAt) / 1000,
  };
}
