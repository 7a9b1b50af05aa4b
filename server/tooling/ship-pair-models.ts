/**
 * `npx tsx server/tooling/ship-pair-models.ts`: makes models/pair-matcher/2 from our own generated
 * catalogs (never the demo catalog's seed), each seen whole and with fields missing, so that the model holds on catalogs
 * without codes or pictures. Calibrated on one further catalog, measured on another. Same machine and versions, same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryScore } from '#server/evaluation/binary-metrics.ts';
import { encodeTreeModel } from '#server/inference/tree-graph.ts';
import { fitPlatt } from '#server/ml/calibrate/platt.ts';
import { catalogFeatures, pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import { boostedLogOdds, type Labelled, sigmoid, trainBoosted } from '#server/ml/trees/boost.ts';
import { generatedListings, labelledPairs, lacks } from './generated-pairs.ts';

const trainSeeds = [9001, 9002, 9003];
const calibrationSeed = 9005;
const testSeed = 9006;
const listingsCount = 2400;
/** Folder of models/pair-matcher; grows with the feature version. */
const version = '2';

interface Part extends Labelled {
  missed: number;
  names: string[];
}

function toPart(pairs: ReturnType<typeof labelledPairs>): Part {
  const features = catalogFeatures(pairs.corpus);
  const rows = features.rows(pairs.corpus.text, pairs.left, pairs.right);
  return { rows, labels: pairs.labels, missed: pairs.missed, names: features.names };
}

async function partsOf(seed: number): Promise<Part[]> {
  const listings = await generatedListings(seed, listingsCount);
  return Object.values(lacks).map((lack) => toPart(labelledPairs(listings.map(lack))));
}

function joinParts(parts: Part[]): Part {
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
  const missed = parts.reduce((sum, part) => sum + part.missed, 0);
  return { rows: { values, rowCount, featureCount }, labels, missed, names: parts[0].names };
}

function writeModel(
  kind: string,
  bytes: Buffer,
  more: { trainedOn: Record<string, unknown>; evaluation: Record<string, unknown> },
): void {
  const folder = join('models', kind, version);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.onnx'), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const manifest = {
    kind,
    name: `general ${kind}`,
    featureVersion: pairFeatureVersion,
    files: [{ role: 'model', sha256, bytes: bytes.length }],
    ...more,
    madeBy: { script: 'server/tooling/ship-pair-models.ts', node: process.version },
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  process.stdout.write(`${kind}: ${bytes.length} bytes, ${JSON.stringify(more.evaluation)}\n`);
}

const trainParts: Part[] = [];
for (const seed of trainSeeds) trainParts.push(...(await partsOf(seed)));
const train = joinParts(trainParts);
const held = joinParts(await partsOf(calibrationSeed));
const tests = await partsOf(testSeed);
process.stdout.write(`train ${train.rows.rowCount} pairs, ${train.rows.featureCount} features\n`);

const options = {
  leavesMax: 15,
  leafRowsMin: 30,
  columnShare: 0.3,
  lambda: 3,
  learningRate: 0.12,
  treesMax: 220,
};
const model = trainBoosted(train, { ...options, seed: 1, patience: 30 }, held);
const calibration = fitPlatt(boostedLogOdds(model, held.rows), held.labels);
const score = (part: Part) => {
  const p = boostedLogOdds(model, part.rows).map((x) => sigmoid(calibration.scale * x + calibration.shift));
  return { ...binaryScore(p, part.labels, 0.5), missedByCandidates: part.missed };
};
const evaluation = Object.fromEntries(
  Object.keys(lacks).map((name, at) => [`lacking ${name}`, score(tests[at])]),
);
const trainedOn = {
  generator: 'server/demo',
  seeds: trainSeeds,
  listings: listingsCount,
  pairs: train.rows.rowCount,
};
writeModel('pair-matcher', encodeTreeModel('pair-matcher', model, calibration), {
  trainedOn: { ...trainedOn, features: train.names },
  evaluation: { split: `generated catalog, seed ${testSeed}`, threshold: 0.5, ...evaluation },
});
