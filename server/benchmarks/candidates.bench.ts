/**
 * Do candidates hold at size? Generated catalogs of growing size, each twice: with all their codes, and without GTIN and
 * part numbers (text alone); and one of near-identical products. `npm run bench -- candidates [10000,50000,100000]`.
 */

import { generateCatalog } from '#server/demo/generate-catalog.ts';
import type { DemoCatalog } from '#server/demo/schema.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { CatalogCorpus, type CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import { CatalogSearch } from '#server/ml/pairs/catalog-search.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const seed = 4711;
const referenceQueries = 100;
const planted = { value: 0.98, source: 'required share of planted duplicates' };
const perProduct = { value: 10, source: 'required at most' };

function toListings(catalog: DemoCatalog, hasCodes: boolean): CatalogListing[] {
  return catalog.listings.map((listing) => ({
    ...listing,
    gtin: hasCodes ? listing.gtin : null,
    mpn: hasCodes ? listing.mpn : null,
    price: listing.priceMinor === null ? Number.NaN : listing.priceMinor / 100,
    pictures: [],
  }));
}

/** The same product with another serial number, again and again: the worst that a feed can hold. */
function nearIdentical(count: number): CatalogListing[] {
  const [first] = toListings(generateCatalog({ seed, listings: 100 }), false);
  return Array.from({ length: count }, (_, at) => ({ ...first, title: `${first.title} ${at}` }));
}

interface Stage {
  prepareSeconds: number;
  searchSeconds: number;
  /** Longest stretch in which the worker does nothing else. */
  longestStepMs: number;
  pairs: number;
  corpus: CatalogCorpus;
  /** Candidates of a record, as found by both sides. */
  isCandidate: (a: number, b: number) => boolean;
  bySource: Record<string, number>;
}

function runStage(listings: readonly CatalogListing[]): Stage {
  const startedAt = performance.now();
  const corpus = new CatalogCorpus();
  for (const listing of listings) corpus.add(listing);
  corpus.finish();
  const search = new CatalogSearch(corpus);
  let longestStepMs = 0;
  for (let steppedAt = performance.now(), steps = search.prepare(); !steps.next().done; ) {
    longestStepMs = Math.max(longestStepMs, performance.now() - steppedAt);
    steppedAt = performance.now();
  }
  const preparedAt = performance.now();
  const found: Int32Array[] = [];
  const bySource: Record<string, number> = {};
  for (let record = 0; record < corpus.count; record++) {
    const own = search.candidates(record);
    for (const bits of own.values())
      for (const [name, bit] of Object.entries(source))
        if (bits & bit) bySource[name] = (bySource[name] ?? 0) + 1;
    found.push(Int32Array.from(own.keys()));
  }
  const searchSeconds = (performance.now() - preparedAt) / 1000;
  const isCandidate = (a: number, b: number): boolean => found[a].includes(b) || found[b].includes(a);
  let pairs = 0;
  found.forEach((others, record) => {
    for (const other of others) if (record < other || !found[other].includes(record)) pairs++;
  });
  return {
    prepareSeconds: (preparedAt - startedAt) / 1000,
    searchSeconds,
    longestStepMs,
    pairs,
    corpus,
    isCandidate,
    bySource,
  };
}

interface Recall {
  all: number;
  /** Of pairs in two languages. */
  foreign: number;
}

/** Shares of the planted duplicate pairs that are candidates. */
function plantedRecall(catalog: DemoCatalog, stage: Stage): Recall {
  const groups = new Map<number, number[]>();
  catalog.listings.forEach((listing, record) => {
    const group = catalog.truth.group[listing.key];
    addToGroup(groups, group, record);
  });
  const pairs = [...groups.values()].flatMap((records) =>
    records.flatMap((a, at) => records.slice(at + 1).map((b) => [a, b])),
  );
  const share = (some: number[][]): number =>
    some.filter(([a, b]) => stage.isCandidate(a, b)).length / Math.max(1, some.length);
  const { listings } = catalog;
  return {
    all: share(pairs),
    foreign: share(pairs.filter(([a, b]) => listings[a].locale !== listings[b].locale)),
  };
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
const heapMb = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

function measure(name: string, catalog: DemoCatalog, hasCodes: boolean): Measurement[] {
  const stage = runStage(toListings(catalog, hasCodes));
  const { count } = stage.corpus;
  const perQuery = stage.searchSeconds / count;
  const recall = plantedRecall(catalog, stage);
  const sources = Object.entries(stage.bySource).map(([from, pairs]) => ({
    name: `${name}: found by ${from}, a product`,
    value: rounded(pairs / count, 2),
    unit: 'count',
  }));
  return [
    {
      name: `${name}: planted duplicates found`,
      value: rounded(recall.all),
      unit: 'share',
      beside: planted,
    },
    {
      name: `${name}: planted duplicates in two languages found`,
      value: rounded(recall.foreign),
      unit: 'share',
    },
    {
      name: `${name}: pairs a product`,
      value: rounded(stage.pairs / count, 2),
      unit: 'count',
      beside: perProduct,
    },
    ...sources,
    {
      name: `${name}: longest step of building the indexes`,
      value: Math.round(stage.longestStepMs),
      unit: 'ms',
    },
    { name: `${name}: corpus and indexes`, value: rounded(stage.prepareSeconds, 1), unit: 's' },
    {
      name: `${name}: look-ups`,
      value: rounded(stage.searchSeconds, 1),
      unit: 's',
      ratioToReference: comparedWithAll(stage.corpus) / perQuery,
    },
    { name: `${name}: memory of the process`, value: heapMb(), unit: 'MB' },
  ];
}

export const benchmark: Benchmark = {
  about:
    'candidate pairs of generated catalogs: recall, pairs a product, time, growth (reference: every title compared)',
  async run([sizes = '10000,50000,100000'], report) {
    const measurements: Measurement[] = [];
    const times: { count: number; seconds: number }[] = [];
    for (const count of sizes.split(',').map(Number)) {
      const catalog = generateCatalog({ seed, listings: count });
      for (const hasCodes of [true, false]) {
        const name = `${count} listings${hasCodes ? '' : ' without codes'}`;
        const found = measure(name, catalog, hasCodes);
        report(`${name}: done`);
        measurements.push(...found);
        if (hasCodes)
          times.push({ count, seconds: found.find((one) => one.name.endsWith('look-ups'))?.value ?? 0 });
      }
    }
    const [least, most] = [times[0], times[times.length - 1]];
    if (least !== most) {
      measurements.push({
        name: `time of look-ups grows by, where listings grow ${most.count / least.count} times`,
        value: rounded(most.seconds / Math.max(0.001, least.seconds), 1),
        unit: 'ratio',
      });
    }
    const clump = runStage(nearIdentical(least.count));
    measurements.push(
      {
        name: `${least.count} near-identical listings: look-ups`,
        value: rounded(clump.searchSeconds, 1),
        unit: 's',
        ratioToReference: least.seconds / clump.searchSeconds,
      },
      {
        name: `${least.count} near-identical listings: pairs a product`,
        value: rounded(clump.pairs / least.count, 2),
        unit: 'count',
        beside: perProduct,
      },
    );
    return measurements;
  },
};
