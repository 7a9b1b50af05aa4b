/**
 * Active against random selection of products: train.json of MWPD2020 is the pool, validation.json measures; people err in 4 %
 * of the cases. As in the desk, every model learns the names of the categories too (evaluation/named-rows.ts): they are
 * known before anybody has said anything.
 */
import path from 'node:path';
import { trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import { collectLabels, labelIds } from '#server/evaluation/label-levels.ts';
import { withNames } from '#server/evaluation/named-rows.ts';
import { openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import { marginUncertainty } from '#server/ml/active/margin.ts';
import { selectBatch } from '#server/ml/active/select-batch.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { fitTfidf, type TextDocument, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { classificationMetrics } from '#server/ml/metrics/classification.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Curves, curveLine } from './learning-curve.ts';

const fields = ['Name', 'Description', 'CategoryText'];
const levels = ['lvl1', 'lvl2', 'lvl3'];
const oracleNoise = 0.04;
/** Labels after each batch. */
export const steps = [100, 200, 400, 600, 800, 1200, 1600, 2400, 3200, 4800, 6400];
const diversity = 1;
/** Steepness of the softmax over one-vs-rest scores whose margin is read: chosen with the exponents. */
const marginScale = 6;

export interface World {
  documents: TextDocument[];
  /** Rows of the pool come first, those measured on after them, then the names of the categories. */
  matrix: SparseRows;
  vectors: (Float32Array | null)[];
  pool: Int32Array;
  measured: Int32Array;
  /** A row a path of the taxonomy. */
  names: Int32Array;
  truth: Int32Array[];
  classCounts: number[];
  threads: number;
}

export async function openWorld(folder: string, threads: number): Promise<World> {
  const [train, valid] = await Promise.all(
    ['train.json', 'validation.json'].map((file) => readTable(path.join(folder, file))),
  );
  const text = (name: string): string[] =>
    [train, valid].flatMap((table) => table.column(name).map((cell) => cell ?? ''));
  const columns = fields.map(text);
  const listed = columns[0].map((_, row) => columns.map((column) => column[row]));
  const labels = levels.map((name) => [...train.column(name), ...valid.column(name)]);
  const known = collectLabels(levels, labels);
  const classNames = known.classes.map((classes) => classes.map((name) => name.replace(/^\d+_/, '')));
  const { documents, labels: truth } = withNames(listed, labelIds(known, labels), classNames);
  const vocabulary = fitTfidf(documents.slice(0, train.rowCount), {
    blocks: [[0], [1], [2], [0, 1, 2]].map((own) => ({ fields: own, weight: 1 })),
    documentsMin: 2,
    longFields: [1],
  });
  const embed = await openEmbedderFiles(await trainEmbedder(documents.slice(0, train.rowCount), 1));
  const rows = Int32Array.from(documents.keys());
  return {
    documents: [...documents],
    matrix: tfidfMatrix(vocabulary, documents),
    vectors: await embed(documents),
    pool: rows.slice(0, train.rowCount),
    measured: rows.slice(train.rowCount, listed.length),
    names: rows.slice(listed.length),
    truth,
    classCounts: known.classes.map((classes) => classes.length),
    threads,
  };
}

/** What people would say of each product of the pool: with the noise, the category of another one. */
export function askPeople(world: World, seed: number): Int32Array[] {
  const rng = makeRng(seed);
  const said = world.truth.map((level) => Int32Array.from(level));
  for (const row of world.pool) {
    if (rng.next() >= oracleNoise) continue;
    const other = world.pool[rng.below(world.pool.length)];
    for (const [level, ids] of said.entries()) ids[row] = world.truth[level][other];
  }
  return said;
}

function argmax(scores: Float32Array, row: number, width: number): number {
  let best = 0;
  for (let label = 1; label < width; label++)
    if (scores[row * width + label] > scores[row * width + best]) best = label;
  return best;
}

/** Trains on what was said of `labelled`; mean weighted F1 of the levels, and how unsure the model is of `asked`. */
export async function learn(
  world: World,
  said: Int32Array[],
  labelled: Int32Array,
  asked: Int32Array,
): Promise<{ f1: number; uncertainty: Float64Array }> {
  const { classCounts, matrix, measured, names, threads, truth } = world;
  const taught = Int32Array.from([...labelled, ...names]);
  const { scores } = await trainOneVsRest({
    matrices: [matrix],
    problems: classCounts.map((classCount, level) => ({
      rows: taught,
      classOf: taught.map((row) => said[level][row]),
      classCount,
      score: [
        { matrix: 0, rows: measured },
        { matrix: 0, rows: asked },
      ],
    })),
    threads,
    svm: { cost: 1, seed: 1 },
  });
  const f1s = classCounts.map((width, level) => {
    const answers = Int32Array.from(measured, (_, at) => argmax(scores[level][0], at, width));
    const right = measured.map((row) => truth[level][row]);
    return classificationMetrics(right, answers).weightedF1;
  });
  const uncertainty = new Float64Array(asked.length);
  classCounts.forEach((width, level) => {
    const own = marginUncertainty(scores[level][1], width, marginScale);
    for (let at = 0; at < asked.length; at++) uncertainty[at] += own[at] / classCounts.length;
  });
  return { f1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length, uncertainty };
}

export async function randomCurve(world: World, said: Int32Array[], seed: number): Promise<number[]> {
  const order = Int32Array.from(shuffle(Array.from(world.pool), makeRng(seed + 100)));
  const curve: number[] = [];
  for (const size of steps)
    curve.push((await learn(world, said, order.slice(0, size), new Int32Array(0))).f1);
  return curve;
}

export async function activeCurve(world: World, said: Int32Array[]): Promise<number[]> {
  const value = new Float64Array(world.pool.length).fill(1);
  const pick = (uncertainty: Float64Array, candidates: Int32Array, size: number): Int32Array =>
    selectBatch({ uncertainty, value, vectors: world.vectors }, candidates, { size, diversity });
  // Nothing is known yet: as different ones as can be.
  let labelled = pick(value, world.pool, steps[0]);
  const curve: number[] = [];
  for (const [at] of steps.entries()) {
    const known = new Set(labelled);
    const rest = world.pool.filter((row) => !known.has(row));
    const { f1, uncertainty } = await learn(world, said, labelled, rest);
    curve.push(f1);
    if (at + 1 === steps.length) break;
    const byRow = new Float64Array(world.pool.length);
    rest.forEach((row, place) => {
      byRow[row] = uncertainty[place];
    });
    labelled = Int32Array.from([...labelled, ...pick(byRow, rest, steps[at + 1] - steps[at])]);
  }
  return curve;
}

export async function categoryCurves(
  folder: string,
  seeds: number,
  threads: number,
  report: (line: string) => void,
): Promise<{ found: Curves[]; poolSize: number }> {
  const world = await openWorld(folder, threads);
  const found: Curves[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const said = askPeople(world, seed);
    const full = (await learn(world, said, world.pool, new Int32Array(0))).f1;
    const random = await randomCurve(world, said, seed);
    report(curveLine(`seed ${seed} random`, random, steps));
    const active = await activeCurve(world, said);
    report(curveLine(`seed ${seed} active`, active, steps));
    report(`seed ${seed} all ${world.pool.length} labels: ${full.toFixed(4)}`);
    found.push({ full, random, active });
  }
  return { found, poolSize: world.pool.length };
}
