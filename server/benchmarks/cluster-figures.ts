/**
 * Clusters of shared data and of generated postings, beside average link over plain title cosines on the same records.
 */
import { join } from 'node:path';
import { part, splitClusters } from '#server/evaluation/cluster-parts.ts';
import { evaluateCluster } from '#server/evaluation/evaluate-cluster.ts';
import {
  comparableColumns,
  type ListingColumns,
  listingColumns,
  listingRecords,
} from '#server/evaluation/listing-records.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { type ClusteringMetrics, clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { buildCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { generatedListings } from '#server/tooling/generated-pairs.ts';
import type { Measurement } from './benchmark.ts';

const seed = 1;

const rounded = (value: number): number => Number(value.toFixed(4));

function columnsOf(table: Table, ignore: string[], targets: string[]): ListingColumns {
  const columns = listingColumns(table, comparableColumns(table, { columns: [], ignore, targets }).used);
  if (!columns) throw new Error('no column is left to compare');
  return columns;
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

/** PriceRunner: learnt on half of its clusters, measured on the other. */
export async function priceRunner(folder: string, report: (line: string) => void): Promise<Measurement[]> {
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
export async function postings(count: number, report: (line: string) => void): Promise<Measurement[]> {
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
