/**
 * Measures clustering of any table with a cluster column. The pair models learn on a part of the clusters, everything is
 * chosen on that part by answers out of fold, and figures are of the held-out clusters alone.
 */
import { averageLink } from '#server/ml/graph/average-link.ts';
import { groupSizes, pairsWithin } from '#server/ml/groups.ts';
import { type ClusteringMetrics, clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { pictureDistance } from '#server/ml/pairs/catalog-corpus.ts';
import { buildCorpus, type PairCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import type { FeatureGroup } from '#server/ml/pairs/feature-group.ts';
import { colourFeatures } from '#server/ml/pairs/features-colour.ts';
import { HashIndex, hashDistanceMax } from '#server/ml/pairs/hash-index.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { tokenPairs } from '#server/ml/pairs/token-linear.ts';
import { type ClusterParts, isOneOfEach, part, splitClusters } from './cluster-parts.ts';
import { type LinkedPairs, linkPairs, type Pairs } from './link-pairs.ts';
import { marginCosines } from './margin-cosine.ts';

export interface ClusterInput {
  records: PairRecord[];
  extraNames: string[];
  /** Cluster of each row; null: the row is a cluster of its own. */
  clusters: (string | null)[];
  /** Perceptual hashes, high and low half by turns; empty where there is none. Null: no pictures at all. */
  hashes: Int32Array[] | null;
  /** Who offers each row, or null. Where no train cluster holds two rows of one source, none may. */
  sources: (string | null)[] | null;
  /** Share of the clusters that is held out. */
  holdout: number;
  /** Whether an embedding learnt on the clusters speaks too, and is measured alone. */
  withEmbedding?: boolean;
  seed: number;
  log: (line: string) => void;
}

export interface ClusterReport extends ClusteringMetrics {
  candidateRecall: number;
  threshold: number;
  heldOut: { rows: number; clusters: number };
  /** Clusters by nothing but cosines of the same candidates; null where no embedding was asked for. */
  byCosine: { learnt: ClusteringMetrics; unlearnt: ClusteringMetrics } | null;
  seconds: number;
}

const neighboursMost = 50;
const neighboursLeast = 8;
/** Candidates of the first round, at some 25 µs and 300 bytes each: larger tables look at fewer neighbours of each row. */
const firstPairsWanted = 1_600_000;
const nearPicturesMax = 40;
const thresholds = Array.from({ length: 30 }, (_, at) => (at + 2) / 40);
const noHash = new Int32Array(0);

/**
 * Text neighbours and near pictures, inside each part: a pair of two parts is in no figure and teaches nothing.
 * @param isPossible leaves out pairs that cannot be
 * @param sources who offers each row, where none offers one thing twice
 */
function findPairs(
  corpus: PairCorpus,
  hashes: Int32Array[] | null,
  parts: ClusterParts,
  isPossible: (a: number, b: number) => boolean,
  sources: Int32Array | null,
): Pairs {
  const wanted = Math.floor(firstPairsWanted / Math.max(1, corpus.count));
  const found = textCandidates(corpus, {
    neighboursMax: Math.max(neighboursLeast, Math.min(neighboursMost, wanted)),
    boundary: null,
    stretches: parts.stretches,
    ...(sources ? { sources } : {}),
  });
  const keys = new Set<number>();
  found.left.forEach((left, at) => {
    if (isPossible(left, found.right[at])) keys.add(left * corpus.count + found.right[at]);
  });
  for (const [from, to] of hashes ? parts.stretches : []) {
    const own = (hashes ?? []).map((hash, row) => (row >= from && row < to ? hash : noHash));
    const index = new HashIndex(own);
    for (let row = from; row < to; row++) {
      for (const { record } of index.near(own[row], row, hashDistanceMax, nearPicturesMax))
        if (isPossible(row, record)) keys.add(Math.min(row, record) * corpus.count + Math.max(row, record));
    }
  }
  const sorted = Float64Array.from(keys).sort();
  return {
    left: Int32Array.from(sorted, (key) => Math.floor(key / corpus.count)),
    right: Int32Array.from(sorted, (key) => key % corpus.count),
  };
}

function pictureGroup(hashes: Int32Array[]): FeatureGroup {
  return {
    names: ['picture distance'],
    write(_, a, b, out, at) {
      out[at] = pictureDistance(hashes[a], hashes[b]);
    },
  };
}

function sourceGroup(source: Int32Array): FeatureGroup {
  return {
    names: ['same source'],
    write(_, a, b, out, at) {
      out[at] = source[a] < 0 || source[b] < 0 ? Number.NaN : Number(source[a] === source[b]);
    },
  };
}

/** Sources as numbers, by place in the order of the parts; −1 where unknown. */
function sourceNumbers(sources: ClusterInput['sources'], { order }: ClusterParts): Int32Array | null {
  if (!sources) return null;
  const known = new Map<string, number>();
  return Int32Array.from(order, (row) => {
    const name = sources[row];
    if (!name) return -1;
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  });
}

/** Clusters the rows of one stretch and measures them. */
function measure(
  parts: ClusterParts,
  stretch: number,
  pairs: LinkedPairs,
  sources: Int32Array | null,
  threshold: number,
): ClusteringMetrics {
  const [from, to] = parts.stretches[stretch];
  const inside = Int32Array.from(pairs.left.keys()).filter(
    (at) => pairs.left[at] >= from && pairs.left[at] < to,
  );
  const links = {
    left: inside.map((at) => pairs.left[at] - from),
    right: inside.map((at) => pairs.right[at] - from),
    p: Float32Array.from(inside, (at) => pairs.p[at]),
  };
  const constraints = sources ? { sources: sources.subarray(from, to) } : {};
  return clusteringMetrics(
    averageLink(to - from, links, threshold, constraints),
    parts.cluster.subarray(from, to),
  );
}

/** What a threshold is chosen by: a good clustering is good by pairs, by clusters and by the list of each item. */
const worth = ({ pairwise, bCubed, perItemF1 }: ClusteringMetrics): number =>
  pairwise.f1 + bCubed.f1 + perItemF1;

/** Chosen where as many clusters compete as among the held-out ones: in a smaller part less is alike. */
function chooseThreshold(
  parts: ClusterParts,
  pairs: LinkedPairs,
  sources: Int32Array | null,
): { threshold: number; metrics: ClusteringMetrics } {
  const tried = thresholds.map((threshold) => {
    const metrics = measure(parts, part.learn, pairs, sources, threshold);
    return { threshold, metrics, worth: worth(metrics) };
  });
  return tried.reduce((best, one) => (one.worth > best.worth ? one : best));
}

/** Share of the true pairs of the held-out part that were looked at. */
function recallOf(parts: ClusterParts, pairs: Pairs): { recall: number; clusters: number } {
  const [from, to] = parts.stretches[part.test];
  const sizes = groupSizes(parts.cluster.subarray(from, to));
  const truly = pairsWithin(sizes.values());
  let found = 0;
  pairs.left.forEach((left, at) => {
    if (left >= from && parts.cluster[left] === parts.cluster[pairs.right[at]]) found++;
  });
  return { recall: truly === 0 ? 0 : found / truly, clusters: sizes.size };
}

/** A smaller cosine joins nothing: it is left out, as pairs that are no candidates are. */
const cosineMin = 0.3;

/** Clusters by the cosines of one embedding alone, its threshold chosen on the learning part. */
function measureCosines(
  parts: ClusterParts,
  found: Pairs,
  cosineOf: (pairs: Pairs) => Float32Array,
  sources: Int32Array | null,
): ClusteringMetrics {
  const cosines = cosineOf(found);
  const kept = Int32Array.from(cosines.keys()).filter((at) => cosines[at] >= cosineMin);
  const pairs = {
    left: kept.map((at) => found.left[at]),
    right: kept.map((at) => found.right[at]),
    p: Float32Array.from(kept, (at) => cosines[at]),
  };
  return measure(parts, part.test, pairs, sources, chooseThreshold(parts, pairs, sources).threshold);
}

/** Trains, clusters, measures. Deterministic for a seed. */
export function evaluateCluster(input: ClusterInput): ClusterReport {
  const startedAt = performance.now();
  const parts = splitClusters(input.clusters, input.holdout, input.seed);
  const corpus = buildCorpus(
    Array.from(parts.order, (row) => input.records[row]),
    input.extraNames.length,
  );
  const { hashes: given } = input;
  const hashes = given ? Array.from(parts.order, (row) => given[row]) : null;
  const source = sourceNumbers(input.sources, parts);
  const apart = source && isOneOfEach(parts, source) ? source : null;
  if (apart) input.log('no source offers one thing twice: rows of one source are kept apart');
  const isPossible = (a: number, b: number): boolean => !apart || apart[a] < 0 || apart[a] !== apart[b];
  const groups = [
    colourFeatures(corpus),
    ...(hashes ? [pictureGroup(hashes)] : []),
    ...(source && !apart ? [sourceGroup(source)] : []),
  ];
  const features = new PairFeatures(input.extraNames, false, groups);
  const found = findPairs(corpus, hashes, parts, isPossible, apart);
  const cosineOf = input.withEmbedding ? marginCosines(corpus, parts, found, input.seed, true) : null;
  const { all, linked } = linkPairs(
    {
      cosineOf,
      parts,
      featuresOf: ({ left, right }) => features.rows(corpus, left, right),
      wordsOf: ({ left, right }) => tokenPairs(corpus, left, right),
      isPossible,
      seed: input.seed,
      log: input.log,
    },
    found,
  );
  const { threshold, metrics } = chooseThreshold(parts, linked, apart);
  const learnt = [metrics.pairwise.f1, metrics.bCubed.f1, metrics.perItemF1].map((f1) => f1.toFixed(4));
  input.log(
    `on the learning part, out of fold: pair F1 ${learnt[0]}, B-cubed ${learnt[1]}, per item ${learnt[2]}`,
  );
  const { recall, clusters } = recallOf(parts, all);
  const [from, to] = parts.stretches[part.test];
  return {
    ...measure(parts, part.test, linked, apart, threshold),
    candidateRecall: recall,
    threshold,
    heldOut: { rows: to - from, clusters },
    byCosine: cosineOf && {
      learnt: measureCosines(parts, found, cosineOf, apart),
      unlearnt: measureCosines(parts, found, marginCosines(corpus, parts, found, input.seed, false), apart),
    },
    seconds: (performance.now() - startedAt) / 1000,
  };
}
