/**
 * Learns which pairs belong together, in two rounds: a first p from the pair alone; then candidates two steps
 * apart, what stands beside a pair in the graph of first p, and a second model that sees both.
 */
import { sigmoid } from '#server/ml/log-odds.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import { PairGraph } from '#server/ml/pairs/pair-graph.ts';
import { scoreTokens, type TokenPairs, trainTokenLinear } from '#server/ml/pairs/token-linear.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { type BoostOptions, boostedLogOdds, type Labelled, trainBoosted } from '#server/ml/trees/boost.ts';
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
  /** Words that pairs share and lack, one vocabulary for all. */
  wordsOf: (pairs: Pairs) => TokenPairs;
  /** What embeddings learnt out of half say of pairs; null without. */
  cosineOf: ((pairs: Pairs) => Float32Array) | null;
  /** Whether two records may be one thing at all. */
  isPossible: (a: number, b: number) => boolean;
  seed: number;
  log: (line: string) => void;
}

const trainPairsMax = 250_000;
const wordPairsMax = 150_000;
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
/**
 * A step goes over weak edges too: on PriceRunner's learning half steps from .2, .1, .05 and .02 on raise candidate recall from
 * .918 to .932, .941, .948 and .957, at 1, 2, 5 and 10 % more candidates.
 */
const stepMin = 0.02;
const stepsPerRecordMax = 40;
/** Most steps of all records together, so that larger tables take fewer a record. */
const stepsWanted = 1_500_000;
/** Pairs below it are left out of the second round: nearly all of the time, and no pair that could be believed. */
const hopeBelow = 0.005;

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
}

/** Half of the clusters to learn from that a record's cluster is in. */
function halfOf({ parts }: LinkInput, record: number): number {
  return parts.cluster[record] & 1;
}

/** Places of the pairs to learn from whose left record is in a half, in random order. */
function placesOfHalf(input: LinkInput, pairs: Pairs, half: number, countMax: number): Int32Array {
  const learnEnd = input.parts.stretches[part.learn][1];
  const own = placesWhere(
    pairs.left.length,
    (at) => pairs.left[at] < learnEnd && halfOf(input, pairs.left[at]) === half,
  );
  return shuffle(own, makeRng(input.seed + half)).slice(0, countMax);
}

/** One answer of two models that learnt on halves: of a pair to learn from that of the other half's, else the mean. */
function outOfHalf(input: LinkInput, left: number, zero: number, one: number): number {
  if (left >= input.parts.stretches[part.learn][1]) return (zero + one) / 2;
  return halfOf(input, left) === 0 ? one : zero;
}

type WordScore = (pairs: Pairs, words: TokenPairs) => Float32Array;

/** Two linear models over words, on halves of the clusters: each scores what the other learnt from. */
function trainWords(input: LinkInput, pairs: Pairs, labels: Uint8Array): WordScore {
  const words = input.wordsOf(pairs);
  const models = [0, 1].map((half) =>
    trainTokenLinear(words, labels, placesOfHalf(input, pairs, half, wordPairsMax), input.seed + half),
  );
  return (some, { features }) =>
    Float32Array.from(some.left, (left, at) => {
      const [zero, one] = models.map((model) => scoreTokens(model, features.of(at)));
      return outOfHalf(input, left, zero, one);
    });
}

/** The features of pairs, and beside them what their words say. */
function withWords(input: LinkInput, pairs: Pairs, score: WordScore): DenseRows {
  const plain = input.featuresOf(pairs);
  const scores = score(pairs, input.wordsOf(pairs));
  const cosines = input.cosineOf?.(pairs);
  const featureCount = plain.featureCount + (cosines ? 2 : 1);
  const values = new Float32Array(plain.rowCount * featureCount);
  for (let row = 0; row < plain.rowCount; row++) {
    const own = plain.values.subarray(row * plain.featureCount, (row + 1) * plain.featureCount);
    values.set(own, row * featureCount);
    values[row * featureCount + plain.featureCount] = scores[row];
    if (cosines) values[(row + 1) * featureCount - 1] = cosines[row];
  }
  return { values, rowCount: plain.rowCount, featureCount };
}

type PairScore = (rows: DenseRows, pairs: Pairs) => Float32Array;

/**
 * Trees on halves of the clusters, each stopped early on the other half: each scores that one, both score what neither saw.
 * The same cut for both rounds, so that no answer of a pair ever rests on its own label.
 */
function trainHalves(input: LinkInput, pairs: Pairs, data: Data, treesMax: number): PairScore {
  const halves = [0, 1].map((half) =>
    select(data.rows, data.labels, placesOfHalf(input, pairs, half, trainPairsMax)),
  );
  const models = halves.map((half, at) =>
    trainBoosted(half, { ...learning, treesMax, seed: input.seed + at }, halves[1 - at]),
  );
  input.log(`${models.map(({ trees }) => trees.length).join(' and ')} trees on halves of the clusters`);
  return (rows, some) => {
    const [zero, one] = models.map((model) => boostedLogOdds(model, rows));
    return Float32Array.from(zero, (_, at) => sigmoid(outOfHalf(input, some.left[at], zero[at], one[at])));
  };
}

/** What `more` holds beyond `pairs` that may be. */
function unknownPairs(input: LinkInput, pairs: Pairs, more: Pairs): Pairs {
  const records = input.parts.order.length;
  const known = new Set<number>();
  pairs.left.forEach((left, at) => {
    known.add(left * records + pairs.right[at]);
  });
  const fresh: number[] = [];
  more.left.forEach((left, at) => {
    const key = left * records + more.right[at];
    if (known.has(key) || !input.isPossible(left, more.right[at])) return;
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

/**
 * Scores candidates and those two steps apart.
 * @param found candidates inside the parts, by places in the order of `parts`
 * @returns `all`: every candidate that was looked at; `linked`: those with a chance, with their p
 */
export function linkPairs(input: LinkInput, found: Pairs): { all: Pairs; linked: LinkedPairs } {
  const records = input.parts.order.length;
  const labels = labelsOf(input, found);
  const words = trainWords(input, found, labels);
  const rows = withWords(input, found, words);
  const score = trainHalves(input, found, { rows, labels }, firstTreesMax);
  const firstFound = score(rows, found);
  const steps = new PairGraph({ ...found, p: firstFound }, records, stepMin).twoSteps(
    records,
    Math.max(1, Math.min(stepsPerRecordMax, Math.floor(stepsWanted / records))),
  );
  const more = unknownPairs(input, found, steps);
  const moreRows = withWords(input, more, words);
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
  const rowsAround = new PairSurroundings(pairs, first, records).widen(plain);
  const data = { rows: rowsAround, labels: labelsOf(input, pairs) };
  input.log(`${pairs.left.length} pairs with a chance`);
  const last = trainHalves(input, pairs, data, secondTreesMax);
  return { all, linked: { ...pairs, p: last(rowsAround, pairs) } };
}

function joinRows(one: DenseRows, other: DenseRows): DenseRows {
  return {
    values: joinFloats(one.values, other.values),
    rowCount: one.rowCount + other.rowCount,
    featureCount: one.featureCount,
  };
}
