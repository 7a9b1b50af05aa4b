/**
 * `npx tsx server/tooling/ship-pair-models.ts`: makes models/pair-matcher/5 from our own generated
 * catalogs (never the demo catalog's seed), each seen whole and with fields missing, so that the model holds on catalogs
 * without codes or pictures. Two looks: at the pair alone, then at what stands around it, by answers out of fold; of the
 * second also a form that reads nothing of the listings, for matchers that are retrained on decisions. Calibrated
 * on one further catalog, measured on another. Same machine and versions, same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { joinMin, linkMin } from '#server/duplicates/rules-groups.ts';
import { binaryScore } from '#server/evaluation/binary-metrics.ts';
import { encodeTreeModel } from '#server/inference/tree-graph.ts';
import { fitPlatt, type LogisticFit } from '#server/ml/calibrate/platt.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import { catalogFeatures, pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import {
  type BoostedTrees,
  boostedLogOdds,
  type Labelled,
  sigmoid,
  trainBoosted,
} from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import { type GeneratedListing, generatedListings, labelledPairs, lacks } from './generated-pairs.ts';

const trainSeeds = [9001, 9002, 9003];
const calibrationSeed = 9005;
const testSeed = 9006;
const listingsCount = 2400;
/** Folder of models/pair-matcher; grows with the feature version. */
const version = '5';

interface Part extends Labelled {
  names: string[];
  missed: number;
  left: Int32Array;
  right: Int32Array;
  /** Which listings are one thing. */
  things: number[];
}

function toPart(listings: readonly GeneratedListing[]): Part {
  const { corpus, left, right, labels, missed } = labelledPairs(listings);
  const features = catalogFeatures(corpus);
  const rows = features.rows(corpus.text, left, right);
  const things = listings.map(({ thing }) => thing);
  return { rows, labels, missed, names: features.names, left, right, things };
}

async function partsOf(seed: number): Promise<Part[]> {
  const listings = await generatedListings(seed, listingsCount);
  return Object.values(lacks).map((lack) => toPart(listings.map(lack)));
}

function join(parts: readonly Labelled[]): Labelled {
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

interface Matcher {
  trees: BoostedTrees;
  calibration: LogisticFit;
}

function answers({ trees, calibration }: Matcher, rows: DenseRows): Float32Array {
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

function writeModel(files: Record<string, Buffer>, more: { trainedOn: object; evaluation: object }): void {
  const kind = 'pair-matcher';
  const folder = path.join('models', kind, version);
  mkdirSync(folder, { recursive: true });
  for (const [role, bytes] of Object.entries(files)) writeFileSync(path.join(folder, `${role}.onnx`), bytes);
  const manifest = {
    kind,
    name: `general ${kind}`,
    featureVersion: pairFeatureVersion,
    files: Object.entries(files).map(([role, bytes]) => ({
      role,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    })),
    ...more,
    madeBy: { script: 'server/tooling/ship-pair-models.ts', node: process.version },
  };
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(more.evaluation, null, 1)}\n`);
}

const train: Part[][] = [];
for (const seed of trainSeeds) train.push(await partsOf(seed));
const held = await partsOf(calibrationSeed);
const tests = await partsOf(testSeed);
const [{ names, rows: firstRows }] = held;
process.stdout.write(`${firstRows.featureCount} features\n`);

const options = { leavesMax: 15, leafRowsMin: 30, columnShare: 0.3, lambda: 3, learningRate: 0.12 };
const everything = join(train.flat());
const heldOut = join(held);
const model = calibrated(
  trainBoosted(everything, { ...options, treesMax: 220, seed: 1, patience: 30 }, heldOut),
  heldOut,
);
const treesMax = model.trees.trees.length;
/** Of each catalog to learn from, a model that learnt on the others alone. */
const others = trainSeeds.map((seed, at) => {
  const rest = join(train.filter((_, other) => other !== at).flat());
  return calibrated(trainBoosted(rest, { ...options, treesMax, seed, patience: 0 }), heldOut);
});
const looksTrain = train.flatMap((parts, at) =>
  parts.map((part) => lookAround(part, answers(others[at], part.rows))),
);
const looksHeld = held.map((part) => lookAround(part, answers(model, part.rows)));

function secondLook(read: (look: SecondLook) => DenseRows, seed: number): Matcher {
  const [own, other] = [looksTrain, looksHeld].map((looks) =>
    join(looks.map((look) => ({ rows: read(look), labels: look.labels }))),
  );
  return calibrated(trainBoosted(own, { ...options, treesMax: 150, seed, patience: 30 }, other), other);
}

const around = secondLook(({ rows }) => rows, 9);
const surroundings = secondLook((look) => look.surroundings, 10);

/** Pairs by the first look, and clusters by either look. */
function measure(part: Part) {
  const first = answers(model, part.rows);
  const look = lookAround(part, first);
  const clusters = (links: { left: Int32Array; right: Int32Array }, p: Float32Array): number => {
    const found = averageLink(part.things.length, { ...links, p }, joinMin);
    return clusteringMetrics(found, part.things).pairwise.f1;
  };
  return {
    ...binaryScore(first, part.labels, 0.5),
    missedByCandidates: part.missed,
    clusterPairF1: clusters(look, answers(around, look.rows)),
    clusterPairF1BySurroundingsAlone: clusters(look, answers(surroundings, look.surroundings)),
    clusterPairF1FirstLookAlone: clusters(part, first),
  };
}

const evaluation = Object.fromEntries(
  Object.keys(lacks).map((name, at) => [`lacking ${name}`, measure(tests[at])]),
);
writeModel(
  {
    model: encodeTreeModel('pair-matcher', model.trees, model.calibration),
    around: encodeTreeModel('pair-matcher-around', around.trees, around.calibration),
    surroundings: encodeTreeModel('pair-matcher-surroundings', surroundings.trees, surroundings.calibration),
  },
  {
    trainedOn: {
      ...{ generator: 'server/demo', seeds: trainSeeds, listings: listingsCount },
      ...{ pairs: everything.labels.length, features: names },
    },
    evaluation: { split: `generated catalog, seed ${testSeed}`, threshold: 0.5, ...evaluation },
  },
);
