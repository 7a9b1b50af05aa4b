/**
 * How fast do surviving pairs go through features and model? Generated listings, each paired with those that stand beside it
 * by name, so that pairs are as alike as survivors are; one thread computes features while the model answers the chunk
 * before. `npm run bench -- pairs [--pairs N] [--listings N]`. Reference: splitting both titles into words and counting the
 * shared ones, pair by pair.
 */
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const chunkPairs = 4000;
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

/** Sends `pairs` pairs of `listings` generated listings through the features and the shipped matcher. */
export async function pairRate(
  pairs: number,
  listings: number,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const { path, sha256 } = shipped.file('model');
  const session = await openModel(path, sha256);
  const corpus = corpusOf(listings);
  const { left, right } = neighbours(corpus, pairs);
  report(`${listings} listings prepared`);
  const features = catalogFeatures(corpus);
  // The compiler has seen the code before the clock runs, as in a worker that has been up for a minute.
  features.rows(corpus.text, left.subarray(0, 20_000), right.subarray(0, 20_000));
  const startedAt = performance.now();
  let featureMs = 0;
  let answers: Promise<Float32Array> = Promise.resolve(new Float32Array(0));
  for (let from = 0; from < pairs; from += chunkPairs) {
    const chunkAt = performance.now();
    const rows = features.rows(
      corpus.text,
      left.subarray(from, from + chunkPairs),
      right.subarray(from, from + chunkPairs),
    );
    featureMs += performance.now() - chunkAt;
    await answers;
    answers = runTrees(session, rows);
  }
  await answers;
  const seconds = (performance.now() - startedAt) / 1000;
  await session.close();
  const sample = Math.min(pairs, 50_000);
  const plain = (plainSeconds(corpus, left.subarray(0, sample), right.subarray(0, sample)) / sample) * pairs;
  return [
    {
      name: `${pairs} pairs of ${listings} listings through features and model`,
      value: Number(seconds.toFixed(2)),
      unit: 's',
      beside: { value: (goalSeconds * pairs) / 1e6, source: 'our goal: a million in 15 s' },
      ratioToReference: seconds / plain,
    },
    { name: 'features of a pair', value: Number(((featureMs * 1000) / pairs).toFixed(1)), unit: 'µs' },
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
    pairRate(numberAfter(args, '--pairs', 1_000_000), numberAfter(args, '--listings', 30_000), report),
};
