/**
 * `npx tsx server/tooling/leave-kind-out.ts`: does the matcher hold on a kind of catalog that it did not learn from? Of each kind
 * of `unlike-kinds.ts`, clusters by models that learnt with and without it, beside catalogs of the demo's generator without
 * pictures. Prints pair precision and recall.
 */
import { fitPairModels, measureTogether, type PairModels, toPart } from './fit-pair-models.ts';
import { lacks, undrawnListings } from './generated-pairs.ts';
import { type UnlikeKind, unlikeKindNames } from './unlike-kinds.ts';
import { unlikeParts } from './unlike-parts.ts';

const trainSeeds = [9001, 9002, 9003];
const calibrationSeed = 9005;
const testSeed = 9006;
const listingsCount = 1200;

const demoParts = (seed: number) =>
  ['pictures', 'codes and pictures'].map((lack) =>
    toPart(undrawnListings(seed, listingsCount).map(lacks[lack])),
  );
const partsOf = (seed: number, left: UnlikeKind | null) => [
  ...demoParts(seed),
  ...unlikeParts(seed, 1, left).map(({ part }) => part),
];
const fitWithout = (left: UnlikeKind | null): PairModels =>
  fitPairModels(
    trainSeeds.map((seed) => partsOf(seed, left)),
    partsOf(calibrationSeed, left),
  );

const tests = unlikeParts(testSeed, 3);
const whole = fitWithout(null);
for (const kind of unlikeKindNames) {
  const parts = tests.filter((one) => one.kind === kind).map(({ part }) => part);
  const [seen, unseen] = [whole, fitWithout(kind)].map((models) => measureTogether(models, parts));
  const said = ({ clusterPairPrecision: p, clusterPairRecall: r }: typeof seen): string =>
    `P ${p.toFixed(3)} R ${r.toFixed(3)}`;
  process.stdout.write(
    `${kind} (${seen.truePairs} true pairs): learnt with it ${said(seen)}, without ${said(unseen)}\n`,
  );
}
