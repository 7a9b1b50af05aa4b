/**
 * The two looks of the pair matcher from labelled pairs of whole catalogs: at the pair alone, then at what stands around it, by
 * answers out of fold; of the second look also a form that reads nothing of the listings.
 */
import { joinMin, linkMin } from '#server/duplicates/rules-groups.ts';
import { binaryScore } from '#server/evaluation/binary-metrics.ts';
import { fitPlatt, type LogisticFit } from '#server/ml/calibrate/platt.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { groupSizes, pairsWithin } from '#server/ml/groups.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import { type BoostedTrees, boostedLogOdds, type Labelled, trainBoosted } from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import { type GeneratedListing, labelledPairs } from './generated-pairs.ts';

/** The candidates of one catalog, with their truth. */
export interface Part extends Labelled {
  names: string[];
  /** True pairs that are no candidates. */
  missed: number;
  left: Int32Array;
  right: Int32Array;
  /** Which listings are one thing. */
  things: number[];
}

export function toPart(listings: readonly GeneratedListing[]): Part {
  const { corpus, left, right, labels, missed } = labelledPairs(listings);
  const features = catalogFeatures(corpus);
  const rows = features.rows(corpus.text, left, right);
  const things = listings.map(({ thing }) => thing);
  return { rows, labels, missed, names: features.names, left, right, things };
}

export function join(parts: readonly Labelled[]): Labelled {
  const { featureCount } = parts[0].rows;
  const rowCount = parts.reduce((sum, part) => sum + part.rows.rowCount, 0);
  const values = new Float32Array(rowCount * featureCount);
  const labels = new Uint8Array(rowCount);
  let at = 0;
  for (const part of parts) {
    values.set(part.rows.values, at * featureCount);
    labels.set(part.labels, at);
    at += part.rows.rowCount;
  }
  return { rows: { values, rowCount, featureCount }, labels };
}

export interface Matcher {
  trees: BoostedTrees;
  calibration: LogisticFit;
}

export function answers({ trees, calibration }: Matcher, rows: DenseRows): Float32Array {
  const { scale, shift } = calibration;
  return Float32Array.from(boostedLogOdds(trees, rows), (x) => sigmoid(scale * x + shift));
}

const calibrated = (trees: BoostedTrees, held: Labelled): Matcher => ({
  trees,
  calibration: fitPlatt(boostedLogOdds(trees, held.rows), held.labels),
});

interface SecondLook extends Labelled {
  left: Int32Array;
  right: Int32Array;
  /** What stands around the pairs alone. */
  surroundings: DenseRows;
}

/** The pairs with a chance, as the catalog's second look sees them. */
function lookAround(part: Part, first: Float32Array): SecondLook {
  const kept = Int32Array.from(first.keys()).filter((pair) => first[pair] >= linkMin);
  const pairs = { left: kept.map((pair) => part.left[pair]), right: kept.map((pair) => part.right[pair]) };
  const p = Float32Array.from(kept, (pair) => first[pair]);
  const around = new PairSurroundings(pairs, p, part.things.length);
  return {
    ...pairs,
    rows: around.widen(takeDenseRows(part.rows, kept)),
    surroundings: around.rows(0, kept.length),
    labels: Uint8Array.from(kept, (pair) => part.labels[pair]),
  };
}

const options = { leavesMax: 15, leafRowsMin: 30, columnShare: 0.3, lambda: 3, learningRate: 0.12 };

/**
 * p may only rise with these, and only fall with those below, whatever a generated catalog suggests: what any catalog
 * must hold to. Learnt without, models were a little better on generated catalogs and worse on four sets that people wrote.
 */
const rising = [
  ...['title words shared / all', 'title words shared / shorter', 'title cosine', 'title weighted jaccard'],
  ...['all cosine', 'all weighted jaccard', 'gram cosine', 'models shared', 'model field equal'],
  ...['code pieces shared', 'numbers jaccard', 'all numbers jaccard', 'quantities agreeing'],
  ...['brand likeness', 'price ratio', 'title edit similarity', 'gtin equal', 'mpn equal'],
  ...[
    'same picture file',
    'attributes agreeing',
    'colour agreement',
    'year agreement',
    'news of shared values',
  ],
];
const falling = [
  ...['title idf missing A', 'title idf missing B', 'title rarest missing A', 'title rarest missing B'],
  ...['quantities in conflict', 'attributes in conflict', 'picture distance'],
  ...['others with shared title words', 'others with shared values', 'others like in all'],
  ...['others with picture as near as A', 'others with picture as near as B', 'same seller'],
];

/** Which way p may go with each feature: 1 up, −1 down, 0 either. */
function directions(names: readonly string[]): Int8Array {
  for (const name of [...rising, ...falling])
    if (!names.includes(name)) throw new Error(`no feature is called ${name}`);
  return Int8Array.from(names, (name) => Number(rising.includes(name)) - Number(falling.includes(name)));
}

export interface PairModels {
  /** Pairs learnt from. */
  pairs: number;
  model: Matcher;
  around: Matcher;
  surroundings: Matcher;
}

/**
 * @param folds catalogs to learn from: those of one fold are seen by no model that answers for it
 * @param held other catalogs, for stopping and calibration
 */
export function fitPairModels(folds: readonly (readonly Part[])[], held: readonly Part[]): PairModels {
  const everything = join(folds.flat());
  const monotone = directions(held[0].names);
  const heldOut = join(held);
  const model = calibrated(
    trainBoosted(everything, { ...options, monotone, treesMax: 260, seed: 1, patience: 30 }, heldOut),
    heldOut,
  );
  const treesMax = model.trees.trees.length;
  const others = folds.map((_, at) => {
    const rest = join(folds.filter((_, other) => other !== at).flat());
    return calibrated(
      trainBoosted(rest, { ...options, monotone, treesMax, seed: at + 2, patience: 0 }),
      heldOut,
    );
  });
  const looksTrain = folds.flatMap((parts, at) =>
    parts.map((part) => lookAround(part, answers(others[at], part.rows))),
  );
  const looksHeld = held.map((part) => lookAround(part, answers(model, part.rows)));
  const secondLook = (read: (look: SecondLook) => DenseRows, seed: number): Matcher => {
    const [own, other] = [looksTrain, looksHeld].map((looks) =>
      join(looks.map((look) => ({ rows: read(look), labels: look.labels }))),
    );
    return calibrated(trainBoosted(own, { ...options, treesMax: 150, seed, patience: 30 }, other), other);
  };
  return {
    pairs: everything.labels.length,
    model,
    around: secondLook(({ rows }) => rows, 9),
    surroundings: secondLook((look) => look.surroundings, 10),
  };
}

interface Links {
  left: ArrayLike<number>;
  right: ArrayLike<number>;
  p: ArrayLike<number>;
}

const clustersOf = (part: Part, links: Links): ArrayLike<number> =>
  averageLink(part.things.length, links, joinMin);

/** Pairs by the first look, and clusters by either look. */
export function measure({ model, around, surroundings }: PairModels, part: Part) {
  const first = answers(model, part.rows);
  const look = lookAround(part, first);
  const f1 = (links: Links): number => clusteringMetrics(clustersOf(part, links), part.things).pairwise.f1;
  const { left, right } = look;
  return {
    ...binaryScore(first, part.labels, 0.5),
    missedByCandidates: part.missed,
    clusterPairF1: f1({ left, right, p: answers(around, look.rows) }),
    clusterPairF1BySurroundingsAlone: f1({ left, right, p: answers(surroundings, look.surroundings) }),
    clusterPairF1FirstLookAlone: f1({ ...part, p: first }),
  };
}

/** Proposed pairs, right ones, and those there are, of several catalogs; as they are clustered by the second look. */
export function measureTogether({ model, around }: PairModels, parts: readonly Part[]) {
  let [proposed, right, all] = [0, 0, 0];
  const pairsOf = (keys: Iterable<unknown>): number => pairsWithin(groupSizes(keys).values());
  for (const part of parts) {
    const look = lookAround(part, answers(model, part.rows));
    const clusters = Array.from(
      clustersOf(part, { left: look.left, right: look.right, p: answers(around, look.rows) }),
    );
    proposed += pairsOf(clusters);
    right += pairsOf(clusters.map((cluster, at) => `${cluster} ${part.things[at]}`));
    all += pairsOf(part.things);
  }
  return {
    truePairs: all,
    clusterPairPrecision: right / Math.max(1, proposed),
    clusterPairRecall: right / Math.max(1, all),
    clusterPairF1: (2 * right) / Math.max(1, proposed + all),
  };
}
