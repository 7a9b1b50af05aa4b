/** Active against random selection of pairs: train.csv is the pool, valid.csv measures; people err in 4 % of the cases. */
import path from 'node:path';
import { binaryScore } from '#server/evaluation/binary-metrics.ts';
import {
  comparableColumns,
  listingColumns,
  listingRecords,
  sameParts,
} from '#server/evaluation/listing-records.ts';
import { pairReader } from '#server/evaluation/match-pairs.ts';
import { selectBatch } from '#server/ml/active/select-batch.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { buildCorpus } from '#server/ml/pairs/corpus.ts';
import { colourFeatures } from '#server/ml/pairs/features-colour.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { boostedLogOdds, trainBoosted } from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Curves, curveLine } from './learning-curve.ts';

const oracleNoise = 0.04;
/** Labels after each batch; those beyond the pool are left out. */
const steps = [50, 100, 150, 200, 300, 400, 600, 800, 1200, 1600, 2400, 3200, 4800];
const diversity = 1;
/** Models of several seeds, whose mean answer is steadier. */
const committee = 3;
const trees = { treesMax: 120, leavesMax: 7, leafRowsMin: 3, patience: 0 };
/** The feature by which the likest pairs are found before anything is learnt. */
const likeness = 'title weighted jaccard';

interface PairWorld {
  rows: DenseRows;
  truth: Uint8Array;
  /** Pairs of the pool come first. */
  poolSize: number;
  likeness: Float32Array;
  vectors: Float32Array[];
}

/** Rows as unit vectors of standardised features: what alike pairs share. */
function toVectors({ values, rowCount, featureCount }: DenseRows): Float32Array[] {
  const at = (row: number, column: number): number => {
    const value = values[row * featureCount + column];
    return Number.isFinite(value) ? value : 0;
  };
  const columns = Array.from({ length: featureCount }, (_, column) => {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rowCount; row++) {
      sum += at(row, column);
      squares += at(row, column) ** 2;
    }
    const mean = sum / rowCount;
    return { mean, spread: Math.sqrt(Math.max(1e-9, squares / rowCount - mean * mean)) };
  });
  return Array.from({ length: rowCount }, (_, row) => {
    const vector = Float32Array.from(
      columns,
      ({ mean, spread }, column) => (at(row, column) - mean) / spread,
    );
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  });
}

async function openPairs(folder: string): Promise<PairWorld> {
  const file = (name: string): string => path.join(folder, name);
  const [left, right] = await Promise.all([readTable(file('tableA.csv')), readTable(file('tableB.csv'))]);
  const choice = { columns: [], ignore: ['id'], targets: [] };
  const columns = listingColumns(left, comparableColumns(left, choice).used);
  if (!columns) throw new RangeError(`${folder} has no title column`);
  const rightColumns = sameParts(columns, right, comparableColumns(right, choice).used);
  const leftRecords = listingRecords(left, columns);
  const corpus = buildCorpus([...leftRecords, ...listingRecords(right, rightColumns)], columns.extras.length);
  const read = pairReader({ left, right, leftFile: 'tableA.csv', rightFile: 'tableB.csv' });
  const [train, valid] = await Promise.all(
    ['train.csv', 'valid.csv'].map(async (name) => read(await readTable(file(name)), name)),
  );
  const features = new PairFeatures(columns.extras, true, [colourFeatures(corpus)]);
  const rows = features.rows(
    corpus,
    Int32Array.from([...train.left, ...valid.left]),
    Int32Array.from([...train.right, ...valid.right], (row) => row + leftRecords.length),
  );
  const column = features.names.indexOf(likeness);
  return {
    rows,
    truth: Uint8Array.from([...train.labels, ...valid.labels]),
    poolSize: train.left.length,
    likeness: Float32Array.from(
      { length: rows.rowCount },
      (_, row) => rows.values[row * rows.featureCount + column],
    ),
    vectors: toVectors(rows),
  };
}

/** Mean p of every pair by models trained on what was said of some. */
function learn(world: PairWorld, said: Uint8Array, labelled: readonly number[], seed: number): Float64Array {
  const train = {
    rows: takeDenseRows(world.rows, labelled),
    labels: Uint8Array.from(labelled, (row) => said[row]),
  };
  const p = new Float64Array(world.rows.rowCount);
  for (let member = 0; member < committee; member++) {
    const model = trainBoosted(train, { ...trees, seed: 100 * seed + member });
    boostedLogOdds(model, world.rows).forEach((logOdds, row) => {
      p[row] += sigmoid(logOdds) / committee;
    });
  }
  return p;
}

function f1Of({ truth, poolSize }: PairWorld, p: Float64Array): number {
  return binaryScore(p.subarray(poolSize), truth.subarray(poolSize), 0.5).f1;
}

function activeCurve(world: PairWorld, said: Uint8Array, sizes: readonly number[], seed: number): number[] {
  const pool = Array.from({ length: world.poolSize }, (_, row) => row);
  // Nothing is known yet: half of the likest pairs, where matches are, half by chance.
  const byLikeness = [...pool].sort((a, b) => world.likeness[b] - world.likeness[a] || a - b);
  const start = new Set(byLikeness.slice(0, sizes[0] / 2));
  for (const row of shuffle([...pool], makeRng(seed + 500))) if (start.size < sizes[0]) start.add(row);
  const labelled = [...start];
  const value = new Float64Array(world.poolSize).fill(1);
  const curve: number[] = [];
  for (const [at] of sizes.entries()) {
    const p = learn(world, said, labelled, seed);
    curve.push(f1Of(world, p));
    if (at + 1 === sizes.length) break;
    const known = new Set(labelled);
    const uncertainty = Float64Array.from(pool, (row) => 1 - Math.abs(2 * p[row] - 1));
    const rest = Int32Array.from(pool.filter((row) => !known.has(row)));
    const size = sizes[at + 1] - sizes[at];
    labelled.push(...selectBatch({ uncertainty, value, vectors: world.vectors }, rest, { size, diversity }));
  }
  return curve;
}

/** Curves of one set of pairs for each seed. */
export async function pairCurves(
  folder: string,
  seeds: number,
  report: (line: string) => void,
): Promise<{ found: Curves[]; sizes: number[]; poolSize: number }> {
  const world = await openPairs(folder);
  const { poolSize } = world;
  const sizes = steps.filter((size) => size < poolSize);
  const found: Curves[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const rng = makeRng(seed);
    const said = world.truth.map((label) => (rng.next() < oracleNoise ? 1 - label : label));
    const order = shuffle(
      Array.from({ length: poolSize }, (_, row) => row),
      makeRng(seed + 100),
    );
    const random = sizes.map((size) => f1Of(world, learn(world, said, order.slice(0, size), seed)));
    const active = activeCurve(world, said, sizes, seed);
    const full = f1Of(world, learn(world, said, order, seed));
    found.push({ random, active, full });
    report(curveLine(`seed ${seed} random`, random, sizes));
    report(curveLine(`seed ${seed} active`, active, sizes));
    report(`seed ${seed} all ${poolSize} labels: ${full.toFixed(4)}`);
  }
  return { found, sizes, poolSize };
}
