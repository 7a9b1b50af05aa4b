/**
 * `npx tsx server/tooling/ship-pair-models.ts`: makes models/pair-matcher/8 from our own generated
 * catalogs (never the demo catalog's seed), each seen whole and with fields missing, and from catalogs unlike these, in which
 * pictures, words and values are shared by many. Calibrated on further catalogs, measured on others. Same machine and
 * versions, same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeTreeModel } from '#server/inference/tree-graph.ts';
import { pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import { fitPairModels, measure, measureTogether, type Part, toPart } from './fit-pair-models.ts';
import { generatedListings, lacks, undrawnListings } from './generated-pairs.ts';
import { unlikeKindNames } from './unlike-kinds.ts';
import { unlikeParts } from './unlike-parts.ts';

const trainSeeds = [9001, 9002, 9003];
const calibrationSeed = 9005;
const testSeed = 9006;
const listingsCount = 2400;
const withPictures = ['nothing', 'codes'];
/** Catalogs of each kind in each fold; where no fold is meant, one. */
const unlikeEach = 2;
/** Folder of models/pair-matcher; grows with the feature version. */
const version = '8';

/** Of those with pictures half as many: to draw them takes longest. */
async function partsOf(seed: number): Promise<Part[]> {
  const drawn = await generatedListings(seed, listingsCount / 2);
  const undrawn = undrawnListings(seed, listingsCount);
  return Object.entries(lacks).map(([lacking, lack]) =>
    toPart((withPictures.includes(lacking) ? drawn : undrawn).map(lack)),
  );
}

async function testParts(): Promise<Part[]> {
  const listings = await generatedListings(testSeed, listingsCount);
  return Object.values(lacks).map((lack) => toPart(listings.map(lack)));
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

const folds: Part[][] = [];
for (const seed of trainSeeds)
  folds.push([...(await partsOf(seed)), ...unlikeParts(seed, unlikeEach).map(({ part }) => part)]);
const held = [
  ...(await partsOf(calibrationSeed)),
  ...unlikeParts(calibrationSeed, 1).map(({ part }) => part),
];
const tests = await testParts();
const unlikeTests = unlikeParts(testSeed, 3);
const [{ names }] = held;
const models = fitPairModels(folds, held);
const evaluation = {
  ...Object.fromEntries(
    Object.keys(lacks).map((name, at) => [`lacking ${name}`, measure(models, tests[at])]),
  ),
  ...Object.fromEntries(
    [...unlikeKindNames, 'all'].map((kind) => [
      `unlike: ${kind}`,
      measureTogether(
        models,
        unlikeTests.filter((one) => one.kind === kind).map(({ part }) => part),
      ),
    ]),
  ),
};
const encode = (role: 'model' | 'around' | 'surroundings', name: string): Buffer =>
  encodeTreeModel(name, models[role].trees, models[role].calibration);
writeModel(
  {
    model: encode('model', 'pair-matcher'),
    around: encode('around', 'pair-matcher-around'),
    surroundings: encode('surroundings', 'pair-matcher-surroundings'),
  },
  {
    trainedOn: {
      ...{ generator: 'server/demo', seeds: trainSeeds, listings: listingsCount },
      ...{
        unlikeKinds: unlikeKindNames,
        unlikeCatalogs: trainSeeds.length * unlikeEach * (unlikeKindNames.length + 1),
      },
      ...{ pairs: models.pairs, features: names },
    },
    evaluation: { split: `generated catalogs, seed ${testSeed}`, threshold: 0.5, ...evaluation },
  },
);
