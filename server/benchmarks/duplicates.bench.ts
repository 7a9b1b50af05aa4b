/**
 * Every figure of duplicates by one command: pair sets and candidate recall of the shared data, clusters, all pairs of
 * pictures, the rate of features and model, nearest neighbours on PostgreSQL, near-identical listings, and generated catalogs
 * from listings to clusters as they grow. Beside them in the same run: published figures, a TF-IDF cosine threshold and
 * DuckDB's own string functions.
 *
 * `npm run bench -- duplicates DATA-FOLDER [--quick] [--only PART,PART] [--growth 10000,100000,1000000] [--threads N]`.
 * A part that fails does not lose the others: figures are printed and kept as each part ends, and the command fails at the end.
 * --quick takes minutes: the smallest pair set, one candidate set, small catalogs. Parts: match, block, clusters, pictures, filter,
 * pairs, knn, growth.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Benchmark, type Measurement, threadsOf } from './benchmark.ts';
import { measureClump, measureGrowth } from './candidates.bench.ts';
import { postings, priceRunner } from './cluster-figures.ts';
import { benchmark as filter } from './filter.bench.ts';
import { benchmark as knn } from './knn.bench.ts';
import { blockSet, blockSets, matchSet, pairSets } from './match-figures.ts';
import { pairRate } from './pairs.bench.ts';
import { benchmark as pictures } from './pictures.bench.ts';

interface Wanted {
  folder: string;
  isQuick: boolean;
  threads: number;
  /** Sizes of generated catalogs. */
  growth: number[];
  report: (line: string) => void;
}

type Part = (wanted: Wanted) => Promise<Measurement[]>;

/** Folder of the photos whose altered copies are looked for. */
const photos = ['fashion-products', 'images224'] as const;

async function each<T>(
  items: readonly T[],
  measure: (item: T) => Promise<Measurement[]>,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const item of items) measurements.push(...(await measure(item)));
  return measurements;
}

const parts: Record<string, Part> = {
  match: ({ folder, isQuick, report }) =>
    each(isQuick ? pairSets.slice(0, 1) : pairSets, (set) => matchSet(folder, set, report)),
  block: ({ folder, isQuick, report }) =>
    each(isQuick ? blockSets.slice(1, 2) : blockSets, (set) => blockSet(folder, set, report)),
  clusters: async ({ folder, isQuick, report }) => [
    ...(isQuick ? [] : await priceRunner(folder, report)),
    ...(await postings(isQuick ? 600 : 4000, report)),
  ],
  pictures: ({ folder, isQuick, threads, report }) =>
    isQuick
      ? Promise.resolve([])
      : pictures.run([join(folder, ...photos), '--threads', String(threads)], report),
  filter: ({ folder, isQuick, threads, report }) =>
    isQuick
      ? Promise.resolve([])
      : filter.run([join(folder, ...photos), '--threads', String(threads)], report),
  pairs: ({ isQuick, threads, report }) =>
    pairRate(isQuick ? 100_000 : 1_000_000, isQuick ? 20_000 : 30_000, threads, report),
  knn: ({ isQuick, report }) => knn.run(isQuick ? ['--vectors', '10000', '--queries', '1000'] : [], report),
  growth: async ({ growth, threads, report }) => [
    ...measureClump(),
    ...(await measureGrowth(
      growth.map((listings) => ({ listings, threads, hasCodes: true, isWhole: true })),
      report,
    )),
  ],
};

function after(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? '');
}

function wantedParts(args: readonly string[]): string[] {
  const names = after(args, '--only')?.split(',') ?? Object.keys(parts);
  const unknown = names.find((name) => !(name in parts));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: one of ${Object.keys(parts).join(', ')}`);
  return names;
}

export const benchmark: Benchmark = {
  about:
    'pairs, candidates, clusters, rates and growth (reference: plain TF-IDF cosine, or every pair compared)',
  async run(args, report, keep) {
    const [folder = ''] = args;
    if (!existsSync(join(folder, 'abt-buy')))
      throw new Error('name the folder of the shared data: npm run bench -- duplicates FOLDER [--quick]');
    const isQuick = args.includes('--quick');
    const sizes = after(args, '--growth') ?? (isQuick ? '2000,10000' : '10000,100000,1000000');
    const growth = sizes.split(',').map(Number);
    if (growth.some((size) => !(size >= 100)))
      throw new Error(`--growth ${sizes}: numbers of listings, from 100`);
    const wanted = { folder, isQuick, growth, report, threads: threadsOf(args) };
    const measured: Measurement[] = [];
    const failed: string[] = [];
    for (const name of wantedParts(args)) {
      const startedAt = performance.now();
      try {
        measured.push(...(await parts[name](wanted)));
      } catch (error) {
        // Hours of the other parts are worth more than the rest of this one.
        failed.push(name);
        report(`part ${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
      }
      report(`part ${name}: ${Math.round((performance.now() - startedAt) / 1000)} s`);
      keep?.(measured);
    }
    if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}; what the others measured is kept`);
    return measured;
  },
};
