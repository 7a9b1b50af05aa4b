/**
 * How fast do surviving pairs go through features and model? Generated listings, each paired with those that stand beside it
 * by name, so that pairs are as alike as survivors are; threads compute features while the model answers those before.
 * `npm run bench -- pairs [--pairs N] [--listings N] [--threads N]`. Reference: splitting both titles into words and counting the
 * shared ones, pair by pair.
 */

import { PairRows } from '#server/compute/pair-rows.ts';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { type Benchmark, type Measurement, threadsOf } from './benchmark.ts';

/** Pairs that are compared before the clock runs: the compiler has seen the code then, as in a worker that has been up for a minute. */
const warmPairs = 20_000;
const goalSeconds = 15;

function corpusOf(listings: number): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const listing of generateCatalog({ seed: 9111, listings }).listings) {
    const price = listing.priceMinor === null ? Number.NaN : listing.priceMinor / 100;
    corpus.add({ ...listing, price, pictures: [] });
  }
  return corpus.finish();
}

/** Pairs of listings that stand beside each other by title, `count` of them. */
function neighbours(corpus: CatalogCorpus, count: number): { left: Int32Array; right: Int32Array } {
  const titles = Array.from({ length: corpus.count }, (_, record) => corpus.text.flatTitles.of(record));
  const order = Int32Array.from(titles.keys()).sort((x, y) =>
    titles[x] < titles[y] ? -1 : Number(titles[x] > titles[y]),
  );
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  for (let pair = 0; pair < count; pair++) {
    const place = pair % order.length;
    const step = 1 + Math.floor(pair / order.length);
    left[pair] = order[place];
    right[pair] = order[(place + step) % order.length];
  }
  return { left, right };
}

/** Seconds that the reference takes for so many pairs. */
function plainSeconds(corpus: CatalogCorpus, left: Int32Array, right: Int32Array): number {
  const { titleOrder, words } = corpus.text;
  const titles = Array.from({ length: corpus.count }, (_, record) =>
    Array.from(titleOrder.of(record), (id) => words.at(id)).join(' '),
  );
  const startedAt = performance.now();
  let shared = 0;
  for (let pair = 0; pair < left.length; pair++) {
    const own = new Set(titles[left[pair]].split(' '));
    for (const word of titles[right[pair]].split(' ')) if (own.has(word)) shared++;
  }
  if (shared === 0) throw new Error('neighbours by title share no word: the generator changed');
  return (performance.now() - startedAt) / 1000;
}

/** Microseconds of one thread for the features of a pair. */
function featureMicroseconds(corpus: CatalogCorpus, left: Int32Array, right: Int32Array): number {
  const features = catalogFeatures(corpus);
  const sides = [left, right].map((side) => side.subarray(0, warmPairs));
  features.rows(corpus.text, sides[0], sides[1]);
  const startedAt = performance.now();
  features.rows(corpus.text, sides[0], sides[1]);
  return (1000 * (performance.now() - startedAt)) / sides[0].length;
}

/** Sends `pairs` pairs of `listings` generated listings through the features and the shipped matcher. */
export async function pairRate(
  pairs: number,
  listings: number,
  threads: number,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const { path, sha256 } = shipped.file('model');
  const session = await openModel(path, sha256);
  const corpus = corpusOf(listings);
  const { left, right } = neighbours(corpus, pairs);
  report(`${listings} listings prepared`);
  const microseconds = featureMicroseconds(corpus, left, right);
  const rows = new PairRows(corpus);
  const warm = left.length - Math.min(left.length, warmPairs * threads);
  const p = new Float32Array(pairs);
  const take = async (some: DenseRows, from: number): Promise<void> =>
    p.set(await runTrees(session, some), from);
  await rows.each(left.subarray(warm), right.subarray(warm), { threads }, take);
  const [startedAt, usedAt] = [performance.now(), process.cpuUsage()];
  await rows.each(left, right, { threads }, take);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(usedAt);
  await session.close();
  const sample = Math.min(pairs, 50_000);
  const plain = (plainSeconds(corpus, left.subarray(0, sample), right.subarray(0, sample)) / sample) * pairs;
  return [
    {
      name: `${pairs} pairs of ${listings} listings through features and model, ${threads} threads`,
      value: Number(seconds.toFixed(2)),
      unit: 's',
      beside: { value: (goalSeconds * pairs) / 1e6, source: 'our goal: a million in 15 s' },
      ratioToReference: seconds / plain,
    },
    { name: 'processor time of a pair', value: Number(((user + system) / pairs).toFixed(1)), unit: 'µs' },
    { name: 'features of a pair, one thread', value: Number(microseconds.toFixed(1)), unit: 'µs' },
    { name: 'pairs through features and model', value: Math.round(pairs / seconds), unit: 'pairs/s' },
  ];
}

function numberAfter(args: readonly string[], name: string, usual: number): number {
  const at = args.indexOf(name);
  const value = at < 0 ? usual : Number(args[at + 1]);
  if (!(value > 0)) throw new Error(`${name} takes a number`);
  return value;
}

export const benchmark: Benchmark = {
  about: 'surviving pairs through features and model (reference: words shared by splitting both titles)',
  run: (args, report) =>
    pairRate(
      numberAfter(args, '--pairs', 1_000_000),
      numberAfter(args, '--listings', 30_000),
      threadsOf(args),
      report,
    ),
};
