/**
 * Do candidates hold at size? Generated catalogs of growing size, each twice: with all their codes, and without GTIN and
 * part numbers (text alone); and one of near-identical products.
 * `npm run bench -- candidates [10000,50000] [--threads N] [--with-codes-only]`.
 */
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { CatalogSearch } from '#server/ml/pairs/catalog-search.ts';
import { type Benchmark, type Measurement, threadsOf } from './benchmark.ts';
import { type CascadeFigures, type CascadeOptions, runCascade } from './cascade.ts';

const seed = 4711;
const referenceQueries = 100;
const clumpSize = 10_000;
const planted = { value: 0.98, source: 'required share of planted duplicates' };
const perProduct = { value: 10, source: 'required at most' };

/** The same product with another serial number, again and again: the worst that a feed can hold. */
function nearIdentical(count: number): CatalogCorpus {
  const [first] = generateCatalog({ seed, listings: 100 }).listings;
  const corpus = new CatalogCorpus();
  for (let at = 0; at < count; at++)
    corpus.add({
      ...first,
      ...{ title: `${first.title} ${at}`, gtin: null, mpn: null, price: Number.NaN, pictures: [] },
    });
  return corpus.finish();
}

function lookUps(corpus: CatalogCorpus): { seconds: number; candidates: number; longestStepMs: number } {
  const search = new CatalogSearch(corpus);
  let longestStepMs = 0;
  for (let steppedAt = performance.now(), steps = search.prepare(); !steps.next().done; ) {
    longestStepMs = Math.max(longestStepMs, performance.now() - steppedAt);
    steppedAt = performance.now();
  }
  const startedAt = performance.now();
  let candidates = 0;
  for (let record = 0; record < corpus.count; record++) candidates += search.candidates(record).size;
  return { candidates, longestStepMs, seconds: (performance.now() - startedAt) / 1000 };
}

/** Seconds a listing when its words are compared with those of every other: what the indexes save. */
function comparedWithAll({ text }: CatalogCorpus): number {
  const startedAt = performance.now();
  let shared = 0;
  for (let query = 0; query < referenceQueries; query++) {
    const own = new Set(text.titleWords.of(query));
    for (let other = 0; other < text.count; other++)
      for (const word of text.titleWords.of(other)) if (own.has(word)) shared++;
  }
  if (shared === 0) throw new Error('no listing shares a word with another');
  return (performance.now() - startedAt) / 1000 / referenceQueries;
}

const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits));

/** One catalog's figures as lines. */
export function cascadeLines({ listings, hasCodes }: CascadeOptions, figures: CascadeFigures): Measurement[] {
  const name = `${listings} listings${hasCodes ? '' : ' without codes'}`;
  const line = (what: string, value: number, unit: string, beside?: Measurement['beside']): Measurement => ({
    name: `${name}: ${what}`,
    value: rounded(value, unit === 'share' ? 4 : 1),
    unit,
    ...(beside ? { beside } : {}),
  });
  const required = (value: number): Measurement['beside'] =>
    listings === 1_000_000 ? { value, source: 'required on four cores' } : undefined;
  const { whole } = figures;
  const candidateStage = figures.corpusSeconds + figures.candidateSeconds;
  return [
    line('planted duplicates found', figures.recall, 'share', planted),
    line('planted duplicates in two languages found', figures.foreignRecall, 'share'),
    line('pairs a product', figures.pairsAListing, 'count', perProduct),
    ...Object.entries(figures.bySource).map(([from, pairs]) =>
      line(`pairs a product by ${from}`, pairs / listings, 'count'),
    ),
    line('reading and preparing', figures.corpusSeconds, 's'),
    line('candidates', figures.candidateSeconds, 's'),
    line('the whole candidate stage', candidateStage, 's', required(300)),
    ...(whole
      ? [
          line('features and model', whole.scoreSeconds, 's'),
          line('second look', whole.lookSeconds, 's'),
          line('pairs looked at again a product', whole.lookedAt / listings, 'count'),
          line('clustering', whole.clusterSeconds, 's'),
          line(
            'from listings to clusters',
            candidateStage + whole.scoreSeconds + whole.lookSeconds + whole.clusterSeconds,
            's',
            required(600),
          ),
          line('pair F1 of the clusters', whole.pairF1, 'share'),
          line('precision of the pairs in clusters', whole.precision, 'share'),
          line('largest cluster', whole.largest, 'count'),
        ]
      : []),
    line('most memory of the process so far', figures.peakMb, 'MB', required(8192)),
  ];
}

/** What growth costs, between the least and the most. */
export function growthLines(least: [number, number], most: [number, number]): Measurement[] {
  if (least[0] >= most[0]) return [];
  return [
    {
      name: `time of preparing and candidates grows by, where listings grow ${rounded(most[0] / least[0], 1)} times`,
      value: rounded(most[1] / Math.max(0.001, least[1]), 1),
      unit: 'ratio',
    },
  ];
}

/** Catalogs of some sizes; the largest run of each is whole where asked. */
export async function measureGrowth(
  runs: readonly CascadeOptions[],
  report: (line: string) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const times: [number, number][] = [];
  for (const run of runs) {
    const figures = await runCascade(run, report);
    measurements.push(...cascadeLines(run, figures));
    if (run.hasCodes) times.push([run.listings, figures.corpusSeconds + figures.candidateSeconds]);
  }
  const order = times.sort((x, y) => x[0] - y[0]);
  return order.length > 1
    ? [...measurements, ...growthLines(order[0], order[order.length - 1])]
    : measurements;
}

/** A catalog of near-identical listings beside what comparing every pair would take. */
export function measureClump(): Measurement[] {
  const corpus = nearIdentical(clumpSize);
  const clump = lookUps(corpus);
  return [
    {
      name: `${clumpSize} near-identical listings: look-ups`,
      value: rounded(clump.seconds, 1),
      unit: 's',
      ratioToReference: (comparedWithAll(corpus) * clumpSize) / clump.seconds,
    },
    {
      name: `${clumpSize} near-identical listings: candidates that one finds`,
      value: rounded(clump.candidates / clumpSize, 2),
      unit: 'count',
    },
    {
      name: `${clumpSize} near-identical listings: longest step of building the indexes`,
      value: Math.round(clump.longestStepMs),
      unit: 'ms',
    },
  ];
}

export const benchmark: Benchmark = {
  about:
    'candidate pairs of generated catalogs: recall, pairs a product, time, growth (reference: every title compared)',
  async run(args, report) {
    const sizes = (/^[\d,]+$/.test(args[0] ?? '') ? args[0] : '10000,50000').split(',').map(Number);
    const codes = args.includes('--with-codes-only') ? [true] : [true, false];
    const threads = threadsOf(args);
    const runs = sizes.flatMap((listings) =>
      codes.map((hasCodes) => ({ listings, hasCodes, threads, isWhole: false })),
    );
    return [...(await measureGrowth(runs, report)), ...measureClump()];
  },
};
