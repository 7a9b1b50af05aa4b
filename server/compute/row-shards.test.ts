import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type SparseRow, type SparseRows, toSparseRows } from '#server/ml/linear/sparse.ts';
import { makeRng } from '#server/ml/rng.ts';
import { KernelMemoryError } from './kernel-memory.ts';
import { type RowShards, ShardWriter } from './row-shards.ts';
import { type OneVsRestInput, trainOneVsRest } from './train-one-vs-rest.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-shards-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const columnCount = 300;
const classCount = 40;
const trainCount = 12_000;

function someRows(rowCount: number, seed: number): { rows: SparseRow[]; classOf: Int32Array } {
  const rng = makeRng(seed);
  const classOf = Int32Array.from({ length: rowCount }, () => rng.below(classCount));
  const rows = Array.from(classOf, (label): SparseRow => {
    const picked = new Map([[label, 1]]);
    for (let at = 0; at < 24; at++) picked.set(rng.below(columnCount), rng.normal() / 3);
    return { indices: Int32Array.from(picked.keys()), values: Float32Array.from(picked.values()) };
  });
  return { rows, classOf };
}

const train = someRows(trainCount, 1);
const fresh = someRows(800, 2);
const freshRows = toSparseRows(fresh.rows, columnCount);
const allOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at);

function writeShards(name: string, bytesMax: number): RowShards {
  const writer = new ShardWriter(path.join(folder, name), columnCount, bytesMax);
  for (let from = 0; from < trainCount; from += 100)
    writer.add(toSparseRows(train.rows.slice(from, from + 100), columnCount));
  return writer.close();
}

/** Two problems: all rows, and those of one half; both score rows that no file holds. */
function inputFor(training: SparseRows | RowShards, more: Partial<OneVsRestInput>): OneVsRestInput {
  const problemOf = (rows: Int32Array) => ({
    rows,
    classOf: rows.map((row) => train.classOf[row]),
    classCount,
    score: [{ matrix: 1, rows: allOf(800) }],
    keepWeights: true,
  });
  return {
    matrices: [training, freshRows],
    problems: [problemOf(allOf(trainCount)), problemOf(allOf(trainCount).filter((row) => row % 2 === 0))],
    threads: 2,
    ...more,
  };
}

function accuracyOf(scores: Float32Array): number {
  const rights = fresh.classOf.filter((truth, row) => {
    const own = scores.subarray(row * classCount, (row + 1) * classCount);
    return own.indexOf(Math.max(...own)) === truth;
  });
  return rights.length / fresh.classOf.length;
}

describe('rows in files', () => {
  it('train a table of four times the memory, to the bit as if it all were in memory', async () => {
    const shards = writeShards('large', 60_000);
    const files = await Promise.all(shards.shards.map(({ file }) => stat(file)));
    const datasetBytes = files.reduce((sum, { size }) => sum + size, 0);
    const memoryMax = Math.floor(datasetBytes / 4);
    const streamed = await trainOneVsRest(inputFor(shards, { memoryMax }));
    expect(streamed.isStreamed).toBe(true);
    expect(streamed.memoryBytes).toBeLessThanOrEqual(memoryMax);
    const resident = await trainOneVsRest(inputFor(shards, {}));
    expect(resident.isStreamed).toBe(false);
    expect(resident.memoryBytes).toBeGreaterThan(datasetBytes);
    expect(streamed.weights).toEqual(resident.weights);
    expect(streamed.scores).toEqual(resident.scores);
    // Threads change nothing, and their files of dual variables are gone.
    const threaded = await trainOneVsRest(inputFor(shards, { memoryMax: datasetBytes / 2, inlineBelow: 0 }));
    expect(threaded.isStreamed).toBe(true);
    expect(threaded.weights).toEqual(resident.weights);
    expect((await readdir(shards.folder)).filter((name) => name.startsWith('alpha'))).toEqual([]);
  }, 60_000);

  it('are one piece like any matrix where one shard holds them, and as good in many', async () => {
    const whole = await trainOneVsRest(inputFor(toSparseRows(train.rows, columnCount), {}));
    const single = await trainOneVsRest(inputFor(writeShards('single', 2 ** 30), {}));
    expect(single.weights).toEqual(whole.weights);
    const many = await trainOneVsRest(inputFor(writeShards('many', 100_000), {}));
    const [expected, found] = [whole, many].map(({ scores }) => accuracyOf(scores[0][0]));
    expect(expected).toBeGreaterThan(0.6);
    expect(Math.abs(found - expected)).toBeLessThan(0.02);
  }, 60_000);

  it('are refused with the memory that is missing, and are not scored', async () => {
    const shards = writeShards('refused', 60_000);
    await expect(trainOneVsRest(inputFor(shards, { memoryMax: 50_000 }))).rejects.toThrow(KernelMemoryError);
    const input = inputFor(shards, {});
    input.problems[0].score = [{ matrix: 0, rows: allOf(5) }];
    await expect(trainOneVsRest(input)).rejects.toThrow(RangeError);
  });
});
