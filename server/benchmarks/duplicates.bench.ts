/**
 * How well are duplicates matched and clustered? Pair sets and PriceRunner of the shared data, and generated postings with
 * picture hashes; each beside published figures and beside a plain TF-IDF cosine threshold on the same pairs.
 * `npm run bench -- duplicates DATA-FOLDER [--quick]`: --quick takes Abt-Buy and a small generated catalog alone.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bestThreshold, binaryScore } from '#server/evaluation/binary-metrics.ts';
import { part, splitClusters } from '#server/evaluation/cluster-parts.ts';
import { evaluateCluster } from '#server/evaluation/evaluate-cluster.ts';
import { evaluateMatch } from '#server/evaluation/evaluate-match.ts';
import {
  comparableColumns,
  type ListingColumns,
  listingColumns,
  listingRecords,
} from '#server/evaluation/listing-records.ts';
import { type PairSet, pairReader } from '#server/evaluation/match-pairs.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { type ClusteringMetrics, clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { buildCorpus, type PairCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { generatedListings } from '#server/tooling/generated-pairs.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const seed = 1;

/** Best published test F1 of models chosen on validation: CLER (Wu et al. 2023), R-SupCon (Peeters & Bizer 2022). */
const published: Record<string, { value: number; source: string }> = {
  'abt-buy': { value: 0.9584, source: 'CLER, published' },
  'amazon-google': { value: 0.7928, source: 'R-SupCon, published' },
  'walmart-amazon': { value: 0.8848, source: 'CLER, published' },
};

const rounded = (value: number): number => Number(value.toFixed(4));

function columnsOf(table: Table, ignore: string[], targets: string[]): ListingColumns {
  const columns = listingColumns(table, comparableColumns(table, { columns: [], ignore, targets }).used);
  if (!columns) throw new Error('no column is left to compare');
  return columns;
}

/** F1 on test of one cosine threshold, chosen on validation. */
function cosineF1(corpus: PairCorpus, shift: number, valid: PairSet, test: PairSet): number {
  const features = new PairFeatures([], false);
  const column = features.names.indexOf('all cosine');
  const cosines = (pairs: PairSet): Float64Array => {
    const right = pairs.right.map((row) => row + shift);
    const { values, featureCount } = features.rows(corpus, pairs.left, right);
    return Float64Array.from(pairs.left, (_, row) => values[row * featureCount + column]);
  };
  return binaryScore(cosines(test), test.labels, bestThreshold(cosines(valid), valid.labels)).f1;
}

async function matchSet(
  folder: string,
  name: string,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const file = (part: string): string => join(folder, name, `${part}.csv`);
  const [left, right] = [await readTable(file('tableA')), await readTable(file('tableB'))];
  const columns = columnsOf(left, [], []);
  const read = pairReader({ left, right, leftFile: file('tableA'), rightFile: file('tableB') });
  const pairs = async (part: string): Promise<PairSet> => read(await readTable(file(part)), file(part));
  const [train, valid, test] = [await pairs('train'), await pairs('valid'), await pairs('test')];
  const records = { left: listingRecords(left, columns), right: listingRecords(right, columns) };
  const found = evaluateMatch({
    ...{ ...records, train, valid, test, seed, withContext: true, log: report },
    extraNames: columns.extras,
  });
  const plain = cosineF1(
    buildCorpus([...records.left, ...records.right], columns.extras.length),
    left.rowCount,
    valid,
    test,
  );
  const line = (how: string, f1: number | undefined): Measurement[] =>
    f1 === undefined
      ? []
      : [
          {
            name: `${name}: test F1, ${how}`,
            value: rounded(f1),
            unit: 'share',
            beside: published[name],
            ratioToReference: f1 / plain,
          },
        ];
  return [
    ...line('pairs alone', found.noContext.f1),
    ...line('among the candidates of the tables', found.context?.f1),
    ...line('… and with the answers of train to those', found.answers?.f1),
    ...line(`of the three as validation chooses (${found.chosen})`, found.f1),
    { name: `${name}: test F1 of a TF-IDF cosine threshold`, value: rounded(plain), unit: 'share' },
    { name: `${name}: features of pairs`, value: Math.round(found.pairsPerSecond), unit: 'pairs/s' },
  ];
}

/** Average link over plain title cosines, its threshold chosen on the same part. */
function plainClusters(
  records: PairRecord[],
  clusters: (string | null)[],
  holdout: number,
): ClusteringMetrics {
  const parts = splitClusters(clusters, holdout, seed);
  const corpus = buildCorpus(
    Array.from(parts.order, (row) => records[row]),
    0,
  );
  const found = textCandidates(corpus, { neighboursMax: 20, boundary: null, stretches: parts.stretches });
  const features = new PairFeatures([], false);
  const column = features.names.indexOf('title cosine');
  const row = new Float32Array(features.count);
  const p = Float32Array.from(found.left, (left, at) => {
    features.write(corpus, left, found.right[at], row, 0);
    return row[column];
  });
  const measure = (stretch: number, threshold: number): ClusteringMetrics => {
    const [from, to] = parts.stretches[stretch];
    const inside = Int32Array.from(p.keys()).filter((at) => found.left[at] >= from && found.left[at] < to);
    const links = {
      left: inside.map((at) => found.left[at] - from),
      right: inside.map((at) => found.right[at] - from),
      p: Float32Array.from(inside, (at) => p[at]),
    };
    const truth = parts.cluster.subarray(from, to);
    return clusteringMetrics(averageLink(to - from, links, threshold), truth);
  };
  const tried = Array.from({ length: 17 }, (_, at) => 0.1 + 0.05 * at);
  const [best] = tried.sort(
    (x, y) => measure(part.learn, y).pairwise.f1 - measure(part.learn, x).pairwise.f1,
  );
  return measure(part.test, best);
}

interface ClusterSet {
  name: string;
  records: PairRecord[];
  clusters: (string | null)[];
  hashes: Int32Array[] | null;
  sources: (string | null)[] | null;
  goals: { pairF1?: number; bCubed?: number; perItemF1?: number };
}

function clusterSet(set: ClusterSet, report: (line: string) => void): Measurement[] {
  const found = evaluateCluster({ ...set, extraNames: [], holdout: 0.5, seed, log: report });
  const plain = plainClusters(set.records, set.clusters, 0.5);
  const goal = (value: number | undefined) => (value ? { beside: { value, source: 'our goal' } } : {});
  const line = (name: string, value: number, beside: number, wanted?: number): Measurement => ({
    name: `${set.name}: ${name}`,
    value: rounded(value),
    unit: 'share',
    ratioToReference: value / beside,
    ...goal(wanted),
  });
  return [
    line('pair F1', found.pairwise.f1, plain.pairwise.f1, set.goals.pairF1),
    line('B-cubed F1', found.bCubed.f1, plain.bCubed.f1, set.goals.bCubed),
    line('F1 of each item’s list', found.perItemF1, plain.perItemF1, set.goals.perItemF1),
    { name: `${set.name}: candidate recall`, value: rounded(found.candidateRecall), unit: 'share' },
    {
      name: `${set.name}: largest cluster`,
      value: found.largestCluster,
      unit: 'count',
      beside: { value: found.largestTrueCluster, source: 'the truth' },
    },
    {
      name: `${set.name}: pair F1 of a TF-IDF cosine threshold`,
      value: rounded(plain.pairwise.f1),
      unit: 'share',
    },
    { name: `${set.name}: seconds`, value: Math.round(found.seconds), unit: 's' },
  ];
}

async function priceRunner(folder: string, report: (line: string) => void): Promise<Measurement[]> {
  const table = await readTable(join(folder, 'pricerunner', 'pricerunner.csv'));
  const answers = ['cluster_label', 'category_label', 'category_id', 'vendor_id'];
  const columns = columnsOf(table, answers, ['cluster_id']);
  return clusterSet(
    {
      name: 'PriceRunner, half held out',
      records: listingRecords(table, { ...columns, extras: [] }),
      clusters: table.column('cluster_id'),
      hashes: null,
      sources: table.column('vendor_id'),
      goals: { pairF1: 0.8, bCubed: 0.9 },
    },
    report,
  );
}

/** Postings of many sellers that show a title and a picture alone. */
async function postings(count: number, report: (line: string) => void): Promise<Measurement[]> {
  const listings = await generatedListings(9107, count);
  const halves = (hash: bigint): number[] => [
    Number(BigInt.asIntN(32, hash >> 32n)),
    Number(BigInt.asIntN(32, hash)),
  ];
  const nothing = { text: '', brand: null, model: null, price: Number.NaN, extras: [] };
  return clusterSet(
    {
      name: `${count} generated postings, titles and picture hashes`,
      records: listings.map(({ title }) => ({ title, ...nothing })),
      clusters: listings.map(({ thing }) => String(thing)),
      hashes: listings.map(({ pictures }) =>
        Int32Array.from(pictures.flatMap(({ phash }) => (phash === null ? [] : halves(phash)))),
      ),
      sources: null,
      goals: { perItemF1: 0.79 },
    },
    report,
  );
}

export const benchmark: Benchmark = {
  about: 'pairs and clusters of shared data (reference: a TF-IDF cosine threshold on the same pairs)',
  async run(args, report) {
    const isQuick = args.includes('--quick');
    const folder = args.find((arg) => !arg.startsWith('--')) ?? '';
    if (!existsSync(join(folder, 'abt-buy')))
      throw new Error('name the folder of the shared data: npm run bench -- duplicates FOLDER [--quick]');
    const measurements: Measurement[] = [];
    for (const name of isQuick ? ['abt-buy'] : Object.keys(published))
      measurements.push(...(await matchSet(folder, name, report)));
    if (!isQuick) measurements.push(...(await priceRunner(folder, report)));
    measurements.push(...(await postings(isQuick ? 600 : 4000, report)));
    return measurements;
  },
};
