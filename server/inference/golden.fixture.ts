/**
 * What kernel.golden.txt holds, and how the kernel and onnxruntime answer its rows. The file is written by server/tooling/write-golden.ts:
 * rows as sellers write them, and the kernel's answers by models whose numbers are drawn from a seed. A row's numbers belong to the columns that
 * its text is read into, so any change of how text is read, weighed, scored, fused or compared changes answers.
 */
import { readFileSync } from 'node:fs';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { collectPaths } from '#server/ml/hierarchy/decode-paths.ts';
import { fitTfidf, type TextDocument, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { CatalogCorpus, type CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { hashFeatures } from '#server/ml/text/hashed-features.ts';
import { type BoostedTrees, boostedLogOdds } from '#server/ml/trees/boost.ts';
import type { DenseRows, Tree } from '#server/ml/trees/tree.ts';
import { encodeBagModel } from './bag-graph.ts';
import { openBagBytes } from './bag-model.ts';
import { type BagRow, runBags } from './run-bags.ts';
import { openModelBytes } from './session.ts';
import { encodeTreeModel, runTrees } from './tree-graph.ts';

/** A listing as JSON can hold it: no price is null, perceptual hashes are written in hexadecimal. */
export type GoldenListing = Omit<CatalogListing, 'price' | 'pictures'> & {
  price: number | null;
  pictures: { sha256: string; phash: string | null }[];
};

export interface GoldenRows {
  seed: number;
  documents: TextDocument[];
  listings: GoldenListing[];
  /** Places of listings. */
  pairs: [number, number][];
}

/** Of a document: number and sum (modulo 2³²) of its features' hashes, field by field, and sum of its weighted row. */
export interface GoldenText {
  features: number[];
  hashes: number[];
  weight: number;
}

/** Scores of a row by output. */
export type GoldenScores = Record<string, number[]>;

/** Best classes and calibrated p per level, by either way of decoding, and how deep an answer is sure. */
export interface GoldenAnswer {
  likeliest: { top: number[][]; p: number[]; depthOk: number };
  nearest: { top: number[][]; p: number[]; depthOk: number };
}

/** Facts of a pair (null: unknown), and p by trees over them. */
export interface GoldenPair {
  facts: (number | null)[];
  p: number;
}

const counts = [3, 8];
const vectorWidth = 6;
export const outputs = ['linear1', 'linear2', 'vector', 'level1', 'level2'];
const widths = [counts[0], counts[1], vectorWidth, counts[0], counts[1]];

const normals = (rng: Rng, length: number, size: number): Float32Array =>
  Float32Array.from({ length }, () => size * rng.normal());

function readRows({ documents }: GoldenRows): { rows: BagRow[]; columnCount: number } {
  const blocks = [
    { fields: [0], weight: 1 },
    { fields: [1], weight: 0.5 },
    { fields: [0, 1, 2], weight: 1 },
  ];
  const options = { blocks, documentsMin: 1, longFields: [1], countsOnce: true };
  const vocabulary = fitTfidf(documents, options);
  const rows = documents.map((document) => tfidfRow(vocabulary, document));
  return { rows, columnCount: vocabulary.columnCount };
}

/** How the documents are read. */
export function readTexts(golden: GoldenRows): GoldenText[] {
  const { rows } = readRows(golden);
  return golden.documents.map((document, row) => {
    const read = document.map((text) => hashFeatures(text, 0));
    return {
      features: read.map((hashes) => hashes.length),
      hashes: read.map((hashes) => hashes.reduce((sum, hash) => (sum + hash) >>> 0, 0)),
      weight: rows[row].values.reduce((sum, value) => sum + value, 0),
    };
  });
}

/** The linear model and product2vec as one ONNX file, drawn from the seed. */
function drawModel(seed: number, columnCount: number): Buffer {
  const rng = makeRng(seed);
  const table = (name: string, width: number, bias: boolean) => ({
    ...{ name, width, unitLength: false, table: normals(rng, columnCount * width, 0.6) },
    bias: bias ? normals(rng, width, 0.2) : null,
  });
  const tables = [table('linear1', counts[0], true), table('linear2', counts[1], true)];
  const head = (name: string, width: number) => ({
    ...{ name, reads: 'vector', weights: normals(rng, width * vectorWidth, 0.8) },
    bias: normals(rng, width, 0.2),
  });
  const heads = [head('level1', counts[0]), head('level2', counts[1])];
  return encodeBagModel('golden', columnCount, [...tables, table('vector', vectorWidth, false)], heads);
}

type Runner = 'kernel' | 'kernel int8' | 'onnxruntime';

/** Scores of all rows: rows × width by output. */
export async function scoreRows(golden: GoldenRows, by: Runner): Promise<Record<string, Float32Array>> {
  const { rows, columnCount } = readRows(golden);
  const bytes = drawModel(golden.seed, columnCount);
  if (by === 'onnxruntime') {
    const session = await openModelBytes(bytes);
    const found = await runBags(session, rows, outputs);
    await session.close();
    return found;
  }
  const model = await openBagBytes(bytes, by === 'kernel' ? 'float32' : 'int8');
  if (!model.parts) throw new Error('the kernel cannot score the golden model');
  return model.run(rows, outputs);
}

/** Scores by row, as the file holds them. */
export function byRow(scores: Record<string, Float32Array>, count: number): GoldenScores[] {
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      outputs.map((name, at) => [
        name,
        Array.from(scores[name].subarray(row * widths[at], (row + 1) * widths[at])),
      ]),
    ),
  );
}

function drawChoices(seed: number): FusedChoices {
  const rng = makeRng(seed + 1);
  const leaves = Int32Array.from({ length: counts[1] }, (_, leaf) => leaf);
  const paths = collectPaths([leaves.map((leaf) => leaf % counts[0]), leaves], counts);
  const heads = ['text', 'product2vec'];
  const setOf = (mask: number): FusedChoices['sets'][number] => ({
    ...{ mask, rows: 100, fusion: { heads, weights: counts.map(() => heads.map(() => 0.2 + rng.next())) } },
    choices: {
      ...{
        paths,
        scales: counts.map(() => 0.7 + rng.next()),
        weights: [
          [1, 0.5],
          [0.5, 1],
        ],
      },
      calibrators: counts.map(() => ({
        ...{ coefficients: [rng.normal() / 4, 0.9, rng.next() / 2] as [number, number, number] },
        ...{ knots: [0.2, 0.5, 0.9], levels: [0.25, 0.55, 0.93] },
      })),
      thresholds: [0.6, 0.5],
    },
  });
  const likeliest = setOf(1);
  const nearest = { ...likeliest, choices: { ...likeliest.choices, decoding: 'least distance' as const } };
  return { heads, alone: [1, 1], sets: [likeliest, nearest] };
}

/** What the scores say together: fused, decoded and calibrated by the kernel. */
export function answerRows(golden: GoldenRows, scores: Record<string, Float32Array>): GoldenAnswer[] {
  const answerer = new RowAnswerer(drawChoices(golden.seed));
  const present = new Uint8Array(golden.documents.length).fill(1);
  const heads: HeadScores[] = [
    { name: 'text', levels: [scores['linear1'], scores['linear2']], present },
    { name: 'product2vec', levels: [scores['level1'], scores['level2']], present },
  ];
  const answer = (row: number, set: number): GoldenAnswer['likeliest'] => {
    answerer.load(heads, row, set);
    const { answers } = answerer;
    const { depthOk } = answerer.summarise(null);
    return { top: answers.map(({ top }) => top.slice(0, 3)), p: answers.map(({ p }) => p), depthOk };
  };
  return golden.documents.map((_, row) => ({ likeliest: answer(row, 0), nearest: answer(row, 1) }));
}

function compareListings({ listings, pairs }: GoldenRows): { rows: DenseRows; names: string[] } {
  const catalog = new CatalogCorpus();
  for (const { price, pictures, ...listing } of listings)
    catalog.add({
      ...listing,
      price: price ?? Number.NaN,
      pictures: pictures.map(({ sha256, phash }) => ({
        sha256,
        phash: phash === null ? null : BigInt(`0x${phash}`),
      })),
    });
  catalog.finish();
  const features = catalogFeatures(catalog);
  const [left, right] = [0, 1].map((side) => pairs.map((pair) => pair[side]));
  return { rows: features.rows(catalog.text, left, right), names: features.names };
}

/** Trees of three questions each, drawn from the seed; most facts lie between 0 and 1. */
function drawTrees(seed: number, featureCount: number): BoostedTrees {
  const rng = makeRng(seed + 2);
  const inner = 7;
  const draw = (): Tree => ({
    feature: Int32Array.from({ length: 15 }, (_, node) => (node < inner ? rng.below(featureCount) : -1)),
    threshold: Float32Array.from({ length: 15 }, (_, node) => (node < inner ? rng.next() : 0)),
    left: Int32Array.from({ length: 15 }, (_, node) => (node < inner ? 2 * node + 1 : 0)),
    right: Int32Array.from({ length: 15 }, (_, node) => (node < inner ? 2 * node + 2 : 0)),
    missingLeft: Uint8Array.from({ length: 15 }, () => rng.below(2)),
    value: Float32Array.from({ length: 15 }, (_, node) => (node < inner ? 0 : rng.normal() / 3)),
  });
  return { base: -0.4, trees: Array.from({ length: 60 }, draw), featureCount };
}

const calibration = { scale: 0.9, shift: 0.1 };

/** Facts of the pairs, their names, and p by the kernel. */
export function comparePairs(golden: GoldenRows): { names: string[]; pairs: GoldenPair[] } {
  const { rows, names } = compareListings(golden);
  const logOdds = boostedLogOdds(drawTrees(golden.seed, names.length), rows);
  const pairs = golden.pairs.map((_, at) => ({
    facts: Array.from(rows.values.subarray(at * names.length, (at + 1) * names.length), (fact) =>
      Number.isNaN(fact) ? null : fact,
    ),
    p: sigmoid(calibration.scale * logOdds[at] + calibration.shift),
  }));
  return { names, pairs };
}

/** p of the pairs by the same trees in onnxruntime. */
export async function scorePairs(golden: GoldenRows): Promise<Float32Array> {
  const { rows, names } = compareListings(golden);
  const session = await openModelBytes(
    encodeTreeModel('golden', drawTrees(golden.seed, names.length), calibration),
  );
  const p = await runTrees(session, rows);
  await session.close();
  return p;
}

/** Largest difference of the scores of two ways. */
export function furthest(one: Record<string, Float32Array>, other: Record<string, Float32Array>): number {
  let most = 0;
  for (const name of outputs)
    one[name].forEach((score, at) => {
      most = Math.max(most, Math.abs(score - other[name][at]));
    });
  return most;
}

export interface Golden {
  rows: GoldenRows;
  texts: GoldenText[];
  scores: GoldenScores[];
  answers: GoldenAnswer[];
  pairNames: string[];
  pairs: GoldenPair[];
  /** What int8 changed when the file was written: largest difference of a score, and rows whose first leaf stayed. */
  int8: { largest: number; equal: number };
}

export const goldenFile = new URL('./kernel.golden.txt', import.meta.url);

/** Reads the golden file: a name and a JSON value a line; names of lists come once for each item. */
export function readGolden(): Golden {
  const values = new Map<string, unknown[]>();
  for (const line of readFileSync(goldenFile, 'utf8').split('\n')) {
    const at = line.indexOf(' ');
    if (at < 0 || line.startsWith('#')) continue;
    const name = line.slice(0, at);
    values.set(name, [...(values.get(name) ?? []), JSON.parse(line.slice(at))]);
  }
  const all = <Value>(name: string): Value[] => (values.get(name) ?? []) as Value[];
  const [seed] = all<number>('seed');
  const [int8] = all<Golden['int8']>('int8');
  return {
    rows: { seed, documents: all('document'), listings: all('listing'), pairs: all('pair') },
    ...{ texts: all('text'), scores: all('scores'), answers: all('answer') },
    ...{ pairNames: all<string[]>('fact-names').flat(), pairs: all('facts'), int8 },
  };
}
