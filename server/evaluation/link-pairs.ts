/**
 * Learns which pairs belong together, in two rounds: a first p from the pair alone; then candidates two strong steps
 * apart, what stands beside a pair in the graph of first p, and a second model that sees both.
 */
import { contextFeatureCount, contextFeatures } from '#server/ml/pairs/context.ts';
import { PairGraph, pairGraphFeatures } from '#server/ml/pairs/pair-graph.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import {
  type BoostedTrees,
  type BoostOptions,
  boostedLogOdds,
  type Labelled,
  sigmoid,
  trainBoosted,
} from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import { type ClusterParts, part } from './cluster-parts.ts';

export interface Pairs {
  left: Int32Array;
  right: Int32Array;
}

export interface LinkedPairs extends Pairs {
  /** Calibrated on nothing: a threshold is chosen on the valid part. */
  p: Float32Array;
}

export interface LinkInput {
  parts: ClusterParts;
  /** Features of pairs, by places in the order of `parts`. */
  featuresOf: (pairs: Pairs) => DenseRows;
  seed: number;
  log: (line: string) => void;
}

const trainPairsMax = 250_000;
const learning: Partial<BoostOptions> = {
  leavesMax: 31,
  leafRowsMin: 30,
  columnShare: 0.4,
  learningRate: 0.1,
  lambda: 2,
  patience: 25,
};
const firstTreesMax = 120;
const secondTreesMax = 300;
/** A weaker step leads nowhere: two of them would have to be believed. */
const stepMin = 0.2;
const stepsPerRecordMax = 40;
/** Pairs below it are left out of the second round: nearly all of the time, and no pair that could be believed. */
const hopeBelow = 0.005;

/** Part of every pair: both records are in one. */
function partsOf({ parts }: LinkInput, pairs: Pairs): Uint8Array {
  const ends = parts.stretches.map(([, end]) => end);
  return Uint8Array.from(pairs.left, (left) => ends.findIndex((end) => left < end));
}

function labelsOf({ parts }: LinkInput, pairs: Pairs): Uint8Array {
  return Uint8Array.from(pairs.left, (left, at) =>
    Number(parts.cluster[left] === parts.cluster[pairs.right[at]]),
  );
}

function placesWhere(count: number, test: (at: number) => boolean): Int32Array {
  return Int32Array.from({ length: count }, (_, at) => at).filter(test);
}

function select(rows: DenseRows, labels: Uint8Array, wanted: Int32Array): Labelled {
  return { rows: takeDenseRows(rows, wanted), labels: Uint8Array.from(wanted, (row) => labels[row]) };
}

interface Data {
  rows: DenseRows;
  labels: Uint8Array;
  /** Part of every row. */
  parts: Uint8Array;
}

/** Trains on rows of the train part that `isUsed` keeps, and stops early on the valid part. */
function train(data: Data, treesMax: number, seed: number, isUsed: (at: number) => boolean): BoostedTrees {
  const used = placesWhere(data.parts.length, (at) => data.parts[at] === part.train && isUsed(at));
  const sample = shuffle(used, makeRng(seed)).slice(0, trainPairsMax);
  const valid = placesWhere(data.parts.length, (at) => data.parts[at] === part.valid);
  return trainBoosted(
    select(data.rows, data.labels, sample),
    { ...learning, treesMax, seed },
    select(data.rows, data.labels, valid.slice(0, trainPairsMax)),
  );
}

type FirstScore = (rows: DenseRows, pairs: Pairs) => Float32Array;

/** Two models on halves of the training clusters: each scores the other half, both score what neither saw. */
function trainFirst(input: LinkInput, pairs: Pairs, data: Data): FirstScore {
  const { cluster } = input.parts;
  const halfOf = (left: number): number => cluster[left] & 1;
  const models = [0, 1].map((half) =>
    train(data, firstTreesMax, input.seed + half, (at) => halfOf(pairs.left[at]) === half),
  );
  return (rows, some) => {
    const [zero, one] = models.map((model) => boostedLogOdds(model, rows));
    const trainEnd = input.parts.stretches[part.train][1];
    return Float32Array.from(zero, (_, at) => {
      if (some.left[at] >= trainEnd) return sigmoid((zero[at] + one[at]) / 2);
      return sigmoid(halfOf(some.left[at]) === 0 ? one[at] : zero[at]);
    });
  };
}

/** What `more` holds beyond `pairs`. */
function unknownPairs(pairs: Pairs, more: Pairs, records: number): Pairs {
  const known = new Set<number>();
  pairs.left.forEach((left, at) => {
    known.add(left * records + pairs.right[at]);
  });
  const fresh: number[] = [];
  more.left.forEach((left, at) => {
    const key = left * records + more.right[at];
    if (known.has(key)) return;
    known.add(key);
    fresh.push(key);
  });
  const keys = Float64Array.from(fresh).sort();
  return {
    left: Int32Array.from(keys, (key) => Math.floor(key / records)),
    right: Int32Array.from(keys, (key) => key % records),
  };
}

function joinPairs(one: Pairs, other: Pairs): Pairs {
  const join = (a: Int32Array, b: Int32Array): Int32Array => {
    const joined = new Int32Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return { left: join(one.left, other.left), right: join(one.right, other.right) };
}

function joinFloats(one: Float32Array, other: Float32Array): Float32Array {
  const joined = new Float32Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

function takePairs(pairs: Pairs, wanted: Int32Array): Pairs {
  return {
    left: Int32Array.from(wanted, (at) => pairs.left[at]),
    right: Int32Array.from(wanted, (at) => pairs.right[at]),
  };
}

/** The features of the second round: those of the pair, its first p, and how it stands in the graph. */
function withSurroundings(plain: DenseRows, pairs: Pairs, first: Float32Array, graph: PairGraph): DenseRows {
  const width = plain.featureCount + 1 + contextFeatureCount + pairGraphFeatures.length;
  const values = new Float32Array(plain.rowCount * width);
  const context = contextFeatures(pairs, first, true);
  for (let row = 0; row < plain.rowCount; row++) {
    const at = row * width;
    values.set(plain.values.subarray(row * plain.featureCount, (row + 1) * plain.featureCount), at);
    const after = at + plain.featureCount;
    values[after] = first[row];
    values.set(context.subarray(row * contextFeatureCount, (row + 1) * contextFeatureCount), after + 1);
    graph.write(pairs.left[row], pairs.right[row], values, after + 1 + contextFeatureCount);
  }
  return { values, rowCount: plain.rowCount, featureCount: width };
}

/**
 * Scores candidates and those two steps apart.
 * @param found candidates inside the parts, by places in the order of `parts`
 * @returns `all`: every candidate that was looked at; `linked`: those with a chance, with their p
 */
export function linkPairs(input: LinkInput, found: Pairs): { all: Pairs; linked: LinkedPairs } {
  const records = input.parts.order.length;
  const rows = input.featuresOf(found);
  const data = { rows, labels: labelsOf(input, found), parts: partsOf(input, found) };
  const score = trainFirst(input, found, data);
  const firstFound = score(rows, found);
  const steps = new PairGraph({ ...found, p: firstFound }, records, stepMin).twoSteps(
    records,
    stepsPerRecordMax,
  );
  const more = unknownPairs(found, steps, records);
  const moreRows = input.featuresOf(more);
  input.log(`${found.left.length} candidates by text and pictures, ${more.left.length} more two steps apart`);
  const all = joinPairs(found, more);
  const firstAll = joinFloats(firstFound, score(moreRows, more));
  const kept = placesWhere(firstAll.length, (at) => firstAll[at] >= hopeBelow);
  const pairs = takePairs(all, kept);
  const first = Float32Array.from(kept, (at) => firstAll[at]);
  const isEarly = (at: number): boolean => at < found.left.length;
  const plain = joinRows(
    takeDenseRows(rows, kept.filter(isEarly)),
    takeDenseRows(
      moreRows,
      kept.filter((at) => !isEarly(at)).map((at) => at - found.left.length),
    ),
  );
  const graph = new PairGraph({ ...pairs, p: first }, records, stepMin);
  const second = {
    rows: withSurroundings(plain, pairs, first, graph),
    labels: labelsOf(input, pairs),
    parts: partsOf(input, pairs),
  };
  const model = train(second, secondTreesMax, input.seed + 2, () => true);
  input.log(`${model.trees.length} trees over ${pairs.left.length} pairs with a chance`);
  return { all, linked: { ...pairs, p: Float32Array.from(boostedLogOdds(model, second.rows), sigmoid) } };
}

function joinRows(one: DenseRows, other: DenseRows): DenseRows {
  return {
    values: joinFloats(one.values, other.values),
    rowCount: one.rowCount + other.rowCount,
    featureCount: one.featureCount,
  };
}
