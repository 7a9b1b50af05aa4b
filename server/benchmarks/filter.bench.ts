/**
 * The learnt pair filter over all pairs of 45,000 generated listings, a billion: `npm run bench -- filter [FOLDER] [--threads N]
 * [--listings N]`. Texts, prices and codes are the generator's; pictures are those of FOLDER (drawn without one), each listing
 * of a thing with the picture or its altered copy, three in ten with none. The tree learns on two catalogs, with and without codes, its leaves are chosen on two
 * others, and what is printed is of a fifth, with other pictures.
 */
import { filterPairs } from '#server/compute/filter-pairs.ts';
import { FilterScan } from '#server/compute/filter-scan.ts';
import { addCatalogRow } from '#server/ml/filter/catalog-rows.ts';
import { filterFacts } from '#server/ml/filter/filter-facts.ts';
import { FilterRows } from '#server/ml/filter/filter-rows.ts';
import { type FilterTree, factsAsked, passes } from '#server/ml/filter/filter-tree.ts';
import { factRows, learnFilter } from '#server/ml/filter/learn-filter.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { imageStatsLength } from '#server/ml/image/image-stats.ts';
import { pictureParts } from '#server/ml/image/picture-distance.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import type { Labelled } from '#server/ml/trees/boost.ts';
import { lacks, undrawnListings } from '#server/tooling/generated-pairs.ts';
import { type Benchmark, type Measurement, threadsOf } from './benchmark.ts';
import { type Pictures, readPictures } from './pictures.bench.ts';

const seeds = { learn: 9101, choose: 9102, test: 9103 };
const learningListings = 8000;
const choosingListings = 4000;
const denseListings = 45_000;
const strangersEach = 250_000;
const recallAsked = 0.96;
const pictureless = 0.3;
const pairsMax = 2_000_000;
const referencePairs = 3_000_000;

interface Dense {
  rows: FilterRows;
  /** True pairs. */
  left: number[];
  right: number[];
}

/** A picture for every listing: of one thing the same parts, as they are or as an altered copy has them. */
function pictureOf(thing: number, { own, copies }: Pictures, rng: Rng): Uint8Array | null {
  if (rng.next() < pictureless) return null;
  const from = rng.next() < 0.5 ? own : copies;
  const donors = makeRng(thing);
  const stats = from[donors.below(own.length)].slice();
  for (const { offset, length } of pictureParts) {
    const donor = from[donors.below(own.length)];
    stats.set(donor.subarray(offset, offset + length), offset);
  }
  if (stats.length !== imageStatsLength) throw new Error('no statistics of a picture');
  return stats;
}

type Lack = 'nothing' | 'codes';

function denseCatalog(seed: number, count: number, pictures: Pictures, lack: Lack): Dense {
  const listings = undrawnListings(seed, count).map(lacks[lack]);
  const corpus = new CatalogCorpus();
  const rows = new FilterRows(listings.length);
  const rng = makeRng(seed);
  const things = new Map<number, number>();
  const groups = new Map<number, number[]>();
  listings.forEach((listing, at) => {
    corpus.add(listing);
    things.set(listing.thing, things.get(listing.thing) ?? rng.below(1 << 30));
    addToGroup(groups, listing.thing, at);
    addCatalogRow(rows, corpus, at, pictureOf(things.get(listing.thing) ?? 0, pictures, rng));
  });
  const dense: Dense = { rows, left: [], right: [] };
  for (const group of groups.values())
    group.forEach((one, at) => {
      for (const other of group.slice(at + 1)) {
        dense.left.push(one);
        dense.right.push(other);
      }
    });
  return dense;
}

/** True pairs of a catalog with codes and of one without, and strangers by chance. */
function labelled(seed: number, count: number, pictures: Pictures, strangers: number): Labelled {
  const rng = makeRng(seed);
  const parts = (['nothing', 'codes'] as const).map((lack, which) => {
    const { rows, left, right } = denseCatalog(seed + 10 * which, count, pictures, lack);
    const [ones, others] = [left.slice(), right.slice()];
    for (let pair = 0; pair < strangers; pair++) {
      ones.push(rng.below(rows.count));
      others.push(rng.below(rows.count));
    }
    return { facts: factRows(rows, ones, others), trueCount: left.length };
  });
  const [{ facts: one }, { facts: other }] = parts;
  const values = new Float32Array(one.values.length + other.values.length);
  values.set(one.values);
  values.set(other.values, one.values.length);
  const labels = new Uint8Array(one.rowCount + other.rowCount);
  labels.fill(1, 0, parts[0].trueCount).fill(1, one.rowCount, one.rowCount + parts[1].trueCount);
  return { rows: { ...one, values, rowCount: labels.length }, labels };
}

function learn(pictures: Pictures): FilterTree {
  const train = labelled(seeds.learn, learningListings, pictures, strangersEach);
  const held = labelled(seeds.choose, choosingListings, pictures, 0);
  return learnFilter(train, held, { recallMin: recallAsked, leavesMax: 32, depthMax: 8 });
}

const half = ({ own, copies }: Pictures, which: 0 | 1): Pictures => {
  const isMeant = (_: Uint8Array, at: number): boolean => at % 2 === which;
  return { own: own.filter(isMeant), copies: copies.filter(isMeant) };
};

/** Pairs a second of one core by the same tree in plain TypeScript. */
function plainRate(tree: FilterTree, rows: FilterRows): number {
  const startedAt = process.cpuUsage();
  let passed = 0;
  for (let pair = 0; pair < referencePairs; pair++)
    if (passes(tree, rows, pair % 97, (pair * 7919) % rows.count)) passed++;
  if (passed === 0) throw new Error('no pair passes, not even a listing with itself');
  const { user, system } = process.cpuUsage(startedAt);
  return referencePairs / ((user + system) / 1e6);
}

async function measure(
  tree: FilterTree,
  dense: Dense,
  threads: number,
  named: string,
): Promise<Measurement[]> {
  const { rows, left, right } = dense;
  const scan = await FilterScan.open(tree, rows);
  // Once before: threads take .7 s to start.
  await filterPairs(scan, threads, 0);
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const found = await filterPairs(scan, threads, pairsMax);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const pairs = (rows.count * (rows.count - 1)) / 2;
  const passed = found.reduce((sum, one) => sum + one.passed, 0);
  const kept = left.filter((one, at) => passes(tree, rows, one, right[at])).length;
  const coreRate = pairs / ((user + system) / 1e6);
  return [
    {
      ...{
        name: `all pairs of ${rows.count} listings${named}, ${threads} threads`,
        value: rounded(seconds, 2),
        unit: 's',
      },
      beside: { value: 10, source: 'required, on four cores' },
    },
    {
      ...{ name: 'pairs that pass', value: passed, unit: 'count' },
      beside: { value: 1_000_000, source: 'required at most' },
    },
    { name: 'share of the pairs that pass', value: rounded(passed / pairs, 6), unit: 'share' },
    {
      ...{
        name: `${left.length} planted duplicates that pass`,
        value: rounded(kept / left.length),
        unit: 'share',
      },
      beside: { value: 0.95, source: 'required of pictures' },
    },
    {
      ...{ name: 'pairs a second of all threads', value: Math.round(pairs / seconds), unit: 'pairs/s' },
      beside: { value: 150e6, source: 'required, on four cores' },
    },
    {
      ...{ name: 'pairs a second of one core', value: Math.round(coreRate), unit: 'pairs/s' },
      ratioToReference: coreRate / plainRate(tree, rows),
    },
  ];
}

const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits));

export const benchmark: Benchmark = {
  about: 'the learnt pair filter over a billion pairs (reference: the same tree in plain TypeScript)',
  async run(args, report) {
    const [folder] = args.filter((arg, at) => !arg.startsWith('--') && !args[at - 1]?.startsWith('--'));
    const at = args.indexOf('--listings');
    const pictures = await readPictures(folder);
    const tree = learn(half(pictures, 0));
    report(
      `${tree.fact.length} nodes; first asked: ${filterFacts[tree.fact[0]]?.name ?? 'nothing'}; in all: ${factsAsked(
        tree,
      )
        .map((fact) => filterFacts[fact].name)
        .join(', ')}`,
    );
    const count = at < 0 ? denseListings : Number(args[at + 1]);
    const measureWithout = (lack: Lack, named: string): Promise<Measurement[]> =>
      measure(tree, denseCatalog(seeds.test, count, half(pictures, 1), lack), threadsOf(args), named);
    return [...(await measureWithout('nothing', '')), ...(await measureWithout('codes', ' without codes'))];
  },
};
