/**
 * What does a matcher that learnt from decisions do to a catalog it never saw? The clusters that the shipped matcher proposes
 * for a generated catalog are decided by a customer who agrees with the truth, or by one for whom two languages are two
 * products; the retrained matcher then clusters another catalog. Listings without codes and pictures: what is easy tells
 * nothing. `npm run bench -- retraining [--quick]`. Reference: the shipped matcher with its second look.
 */

import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { chooseSecondLook, lookExamples } from '#server/duplicates/choose-second-look.ts';
import { openGeneralLook, openGeneralMatcher } from '#server/duplicates/general-models.ts';
import { type PairMatcher, scorePairs } from '#server/duplicates/pair-matcher.ts';
import { joinMinOf, linkMin } from '#server/duplicates/rules-groups.ts';
import { type PairExamples, trainPairMatcher } from '#server/duplicates/train-pair-matcher.ts';
import { type ModelSession, openModelBytes } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import type { TokenWeights } from '#server/ml/pairs/token-linear.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

type FirstLook = Pick<PairMatcher, 'session' | 'base' | 'tokens'>;

interface World {
  corpus: CatalogCorpus;
  left: Int32Array;
  right: Int32Array;
  /** Which listings are one thing to the customer. */
  truth: number[];
}

const customers = {
  'agrees with the truth': (thing: number, _: string | null) => `${thing}`,
  'two languages are two products': (thing: number, locale: string | null) => `${thing} ${locale}`,
};

function world(
  seed: number,
  listings: number,
  nameOf: (thing: number, locale: string | null) => string,
): World {
  const catalog = generateCatalog({ seed, listings });
  const corpus = new CatalogCorpus();
  const numbers = new Map<string, number>();
  const truth = catalog.listings.map((listing) => {
    const price = listing.priceMinor === null ? Number.NaN : listing.priceMinor / 100;
    corpus.add({ ...listing, gtin: null, mpn: null, price, pictures: [] });
    const name = nameOf(catalog.truth.group[listing.key], listing.locale);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  corpus.finish();
  const { left, right } = catalogCandidates(corpus, Int32Array.from(truth.keys()));
  return { corpus, left, right, truth };
}

/** Clusters after the second look, or after the first alone. */
async function clustersOf(
  { corpus, left, right }: World,
  first: Float32Array,
  look: PairMatcher['around'],
): Promise<Int32Array | number[]> {
  if (!look) return averageLink(corpus.count, { left, right, p: first }, joinMinOf(corpus.count));
  const kept = Int32Array.from(first.keys()).filter((pair) => first[pair] >= linkMin);
  const [lefts, rights] = [left, right].map((side) => kept.map((pair) => side[pair]));
  const p = Float32Array.from(kept, (pair) => first[pair]);
  const around = new PairSurroundings({ left: lefts, right: rights }, p, corpus.count);
  const rows = look.readsFeatures
    ? around.widen(catalogFeatures(corpus).rows(corpus.text, lefts, rights))
    : around.rows(0, kept.length);
  const links = { left: lefts, right: rights, p: await runTrees(look.session, rows) };
  return averageLink(corpus.count, links, joinMinOf(corpus.count));
}

const anchorsEach = 5000;
const sure = 0.98;

/** Some proposed clusters decided pair by pair, and beside them pairs that nobody decided and the matcher is sure of. */
function decide(
  { corpus, left, right, truth }: World,
  first: Float32Array,
  proposed: ArrayLike<number>,
  count: number,
): PairExamples {
  const groups = new Map<number, number[]>();
  for (let record = 0; record < corpus.count; record++) addToGroup(groups, proposed[record], record);
  const several = [...groups.values()].filter((members) => members.length > 1);
  const decided = shuffle(Int32Array.from(several.keys()), makeRng(3)).slice(0, count);
  const rows: { a: number; b: number; same: boolean; group: number }[] = [];
  const touched = new Set<number>();
  decided.forEach((place, group) => {
    const members = several[place];
    members.forEach((a, at) => {
      touched.add(a);
      for (const b of members.slice(at + 1)) rows.push({ a, b, same: truth[a] === truth[b], group });
    });
  });
  const isFree = (pair: number): boolean => !touched.has(left[pair]) && !touched.has(right[pair]);
  const anchors = [(p: number) => p >= sure, (p: number) => p <= 1 - sure].flatMap((isSure) => {
    const some = Int32Array.from(first.keys()).filter((pair) => isSure(first[pair]) && isFree(pair));
    return [...shuffle(some, makeRng(5)).slice(0, anchorsEach)];
  });
  for (const pair of anchors)
    rows.push({ a: left[pair], b: right[pair], same: first[pair] > 0.5, group: -1 });
  const isHeld = (group: number): boolean => group % 20 >= 17;
  const places = Int32Array.from(rows.keys());
  return {
    corpus,
    left: Int32Array.from(rows, ({ a }) => a),
    right: Int32Array.from(rows, ({ b }) => b),
    labels: Uint8Array.from(rows, ({ same }) => Number(same)),
    folds: Int32Array.from(rows, ({ group }) => (group < 0 ? -1 : group % 5)),
    train: places.filter((row) => !isHeld(rows[row].group)),
    validation: places.filter((row) => isHeld(rows[row].group)),
  };
}

interface Shipped {
  first: FirstLook;
  around: PairMatcher['around'];
  base: ModelSession;
}

async function openShipped(): Promise<Shipped> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const base = await openModelBytes(await shipped.read('model'));
  const session = await openModelBytes(await shipped.read('around'));
  return {
    first: { session: base, base: null, tokens: null },
    around: { session, readsFeatures: true },
    base,
  };
}

async function retrain(
  examples: PairExamples,
  base: ModelSession,
): Promise<Omit<PairMatcher, 'modelVersionId'>> {
  const trained = await trainPairMatcher(examples, await openGeneralMatcher(), 1);
  const look = await chooseSecondLook(await lookExamples(examples, trained), await openGeneralLook());
  const { surroundings } = look.files;
  return {
    name: look.kind,
    session: await openModelBytes(trained.files.model),
    base,
    tokens: JSON.parse(trained.files.tokens.toString()) as TokenWeights,
    around: surroundings ? { session: await openModelBytes(surroundings), readsFeatures: false } : null,
  };
}

async function measure(
  customer: keyof typeof customers,
  decidedClusters: number,
  seed: number,
  shipped: Shipped,
): Promise<Measurement[]> {
  const [own, other] = [seed, seed + 1000].map((one) => world(one, 3000, customers[customer]));
  const p = await scorePairs(shipped.first, own.corpus, own.left, own.right);
  const examples = decide(own, p, await clustersOf(own, p, shipped.around), decidedClusters);
  const matcher = await retrain(examples, shipped.base);
  const f1 = async (first: FirstLook, look: PairMatcher['around']): Promise<number> => {
    const answers = await scorePairs(first, other.corpus, other.left, other.right);
    return clusteringMetrics(await clustersOf(other, answers, look), other.truth).pairwise.f1;
  };
  const before = await f1(shipped.first, shipped.around);
  const pairs = examples.folds.filter((fold) => fold >= 0).length;
  const line = (name: string, value: number): Measurement => ({
    name: `${customer}, seed ${seed}, ${pairs} decided pairs: ${name}`,
    value: Number(value.toFixed(3)),
    unit: 'share',
    ratioToReference: value / before,
  });
  return [
    line('shipped matcher', before),
    line('retrained, first look', await f1(matcher, null)),
    line(`retrained, second look: ${matcher.name}`, await f1(matcher, matcher.around)),
  ];
}

export const benchmark: Benchmark = {
  about: 'cluster pair F1 of a catalog that a retrained matcher never saw (reference: the shipped matcher)',
  async run(args, report) {
    const shipped = await openShipped();
    const isQuick = args.includes('--quick');
    const measurements: Measurement[] = [];
    for (const customer of Object.keys(customers) as (keyof typeof customers)[]) {
      for (const decided of isQuick ? [30] : [30, 120]) {
        for (const seed of isQuick ? [501] : [501, 502]) {
          const found = await measure(customer, decided, seed, shipped);
          measurements.push(...found);
          for (const { name, value } of found) report(`${name}: ${value}`);
        }
      }
    }
    return measurements;
  },
};
