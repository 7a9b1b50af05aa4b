import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanes, onePiece, plainKernel, trainBlock } from '#server/ml/linear/block-svm.ts';
import { type SparseRow, type SparseRows, toSparseRows } from '#server/ml/linear/sparse.ts';
import { makeRng } from '#server/ml/rng.ts';
import { svmKernelText } from '#server/ml/wasm/svm-kernel.ts';
import { KernelMemoryError, KernelPlan } from './kernel-memory.ts';
import { openSvmKernel } from './svm-kernel.ts';
import { trainOneVsRest } from './train-one-vs-rest.ts';
import { wasmModule } from './wasm-module.ts';

/** Rows of a few random features each; the class leaves a mark in one of them. */
function someRows(
  rowCount: number,
  columnCount: number,
  classCount: number,
  seed: number,
): { rows: SparseRows; classOf: Int32Array } {
  const rng = makeRng(seed);
  const classOf = Int32Array.from({ length: rowCount }, () => rng.below(classCount));
  const rows = Array.from(classOf, (label): SparseRow => {
    const picked = new Map([[label % columnCount, 1 + rng.next()]]);
    for (let at = 0; at < 6; at++) picked.set(rng.below(columnCount), rng.normal());
    return { indices: Int32Array.from(picked.keys()), values: Float32Array.from(picked.values()) };
  });
  return { rows: toSparseRows(rows, columnCount), classOf };
}

const allOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at);

/** Trains the first block with one kernel and answers its weights. */
async function trainWith(
  kind: 'plain' | 'wasm',
  rows: SparseRows,
  classOf: Int32Array,
): Promise<Float32Array> {
  const plan = new KernelPlan();
  const matrix = {
    offsets: plan.take(rows.rowCount + 1),
    indices: plan.take(rows.indices.length),
    values: plan.take(rows.indices.length),
  };
  const weights = plan.take((rows.columnCount + 1) * lanes);
  const [alpha, laneOf, steps, order, bounds, out] = [
    rows.rowCount * lanes,
    rows.rowCount,
    rows.rowCount,
    rows.rowCount,
    4 * lanes,
    rows.rowCount * lanes,
  ].map((length) => plan.take(length));
  const block = {
    weights,
    bias: weights + 4 * rows.columnCount * lanes,
    alpha,
    laneOf,
    steps,
    order,
    bounds,
    out,
  };
  const memory = plan.allocate();
  new Int32Array(memory.buffer, matrix.offsets).set(rows.offsets);
  new Int32Array(memory.buffer, matrix.indices).set(rows.indices);
  new Float32Array(memory.buffer, matrix.values).set(rows.values);
  new Int32Array(memory.buffer, laneOf).set(classOf);
  new Int32Array(memory.buffer, order).set(allOf(rows.rowCount));
  for (let row = 0; row < rows.rowCount; row++) {
    let square = 1.5;
    for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++) square += rows.values[at] ** 2;
    new Float32Array(memory.buffer, steps)[row] = 1 / square;
  }
  const kernel =
    kind === 'plain'
      ? plainKernel(memory.buffer)
      : openSvmKernel(await wasmModule('svm', svmKernelText), memory);
  const options = { cost: 1, tolerance: 0.01, passesMax: 40, seed: 1 };
  trainBlock(kernel, memory.buffer, onePiece(matrix, block, rows.rowCount), bounds, options, makeRng(1));
  kernel.score(matrix, block, rows.rowCount);
  return new Float32Array(memory.buffer.slice(weights, out + 4 * rows.rowCount * lanes));
}

describe('the WebAssembly kernel', () => {
  it('is there on this engine', async () => {
    expect(await wasmModule('svm', svmKernelText)).not.toBeNull();
  });

  it('gives the same bits as the plain one: weights, duals, bounds and scores', async () => {
    for (const seed of [1, 2, 3]) {
      const { rows, classOf } = someRows(120, 40, lanes, seed);
      const [plain, wasm] = [await trainWith('plain', rows, classOf), await trainWith('wasm', rows, classOf)];
      expect(Buffer.from(wasm.buffer).equals(Buffer.from(plain.buffer))).toBe(true);
      expect(plain.some((value) => value > 0.1)).toBe(true);
    }
  });
});

describe('trainOneVsRest', () => {
  it('says how each block of classes ended: by the tolerance, or by the most passes', async () => {
    const { rows, classOf } = someRows(60, 12, 40, 1);
    const problems = [{ rows: allOf(60), classOf, classCount: 40, score: [] }];
    const run = async (passesMax: number, tolerance: number) =>
      (await trainOneVsRest({ matrices: [rows], problems, threads: 1, svm: { passesMax, tolerance } }))
        .solved;
    expect(await run(1, 1e-3)).toEqual({ blocks: 2, converged: 0, passesMean: 1, passesMax: 1 });
    const solved = await run(3000, 1e-3);
    expect(solved).toMatchObject({ blocks: 2, converged: 2 });
    expect(solved.passesMean).toBeGreaterThan(1);
    expect(solved.passesMean).toBeLessThan(3000);
    expect((await run(3000, 0.1)).passesMean).toBeLessThanOrEqual(solved.passesMean);
  });

  it('ends between blocks once it is stopped, and says why', async () => {
    const { rows, classOf } = someRows(60, 12, 40, 1);
    const problems = Array.from({ length: 400 }, () => ({
      rows: allOf(60),
      classOf,
      classCount: 40,
      score: [],
    }));
    const svm = { passesMax: 3000, tolerance: 1e-6 };
    const stop = new AbortController();
    const input = { matrices: [rows] as [typeof rows], problems, threads: 2, inlineBelow: 0, svm };
    setTimeout(() => stop.abort(new Error('cancelled')), 30);
    await expect(trainOneVsRest({ ...input, signal: stop.signal })).rejects.toThrow('cancelled');
    await expect(trainOneVsRest({ ...input, signal: stop.signal })).rejects.toThrow('cancelled');
  });

  it('meets the optimality conditions of each class on random data', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 2, max: 40 }),
        async (seed, classCount) => {
          const { rows, classOf } = someRows(60, 12, classCount, seed);
          const { weights, scores } = await trainOneVsRest({
            matrices: [rows],
            problems: [
              {
                rows: allOf(60),
                classOf,
                classCount,
                score: [{ matrix: 0, rows: allOf(60) }],
                keepWeights: true,
              },
            ],
            threads: 1,
            svm: { tolerance: 1e-3, passesMax: 3000 },
          });
          // At the optimum w = Σ 2C · max(0, 1 − margin) · y · x, the bias being a column of ones.
          for (let label = 0; label < classCount; label++) {
            const expected = new Float64Array(13);
            for (let row = 0; row < 60; row++) {
              const sign = classOf[row] === label ? 1 : -1;
              const pull = sign * 2 * Math.max(0, 1 - sign * scores[0][0][row * classCount + label]);
              for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++)
                expected[rows.indices[at]] += pull * rows.values[at];
              expected[12] += pull;
            }
            expected.forEach((value, column) =>
              expect(weights[0]?.[label * 13 + column]).toBeCloseTo(value, 1),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('gives the same for any number of threads, and leaves rows out', async () => {
    const { rows, classOf } = someRows(2500, 900, 700, 5);
    const some = allOf(2500).filter((row) => row % 5 !== 0);
    const ask = (threads: number) =>
      trainOneVsRest({
        matrices: [rows],
        problems: [
          {
            rows: some,
            classOf: some.map((row) => classOf[row]),
            classCount: 700,
            score: [{ matrix: 0, rows: allOf(2500) }],
          },
          {
            rows: allOf(2500),
            classOf: classOf.map((label) => label % 2),
            classCount: 2,
            score: [{ matrix: 0, rows: Int32Array.of(7, 3) }],
          },
        ],
        threads,
        inlineBelow: 0,
      });
    const [one, three] = [await ask(1), await ask(3)];
    const bytes = (scores: Float32Array): Buffer =>
      Buffer.from(scores.buffer, scores.byteOffset, scores.byteLength);
    expect(bytes(three.scores[0][0]).equals(bytes(one.scores[0][0]))).toBe(true);
    expect(three.scores[1][0]).toEqual(one.scores[1][0]);
    expect(one.scores[1][0].length).toBe(4);
  });

  it('finds the same optimum in whatever order classes fill the blocks', async () => {
    const classCount = 3 * lanes + 5;
    const { rows, classOf } = someRows(600, 200, classCount, 8);
    const ask = async (classOrder?: Int32Array): Promise<Float32Array> => {
      const { scores } = await trainOneVsRest({
        matrices: [rows],
        problems: [
          {
            rows: allOf(600),
            classOf,
            classCount,
            classOrder,
            score: [{ matrix: 0, rows: allOf(600) }],
          },
        ],
        threads: 1,
        // The walk over the rows differs from block to block: only where all of them end is one answer.
        svm: { tolerance: 1e-4, passesMax: 5000 },
      });
      return scores[0][0];
    };
    const [straight, turned] = [await ask(), await ask(allOf(classCount).reverse())];
    const apart = straight.reduce((most, score, at) => Math.max(most, Math.abs(score - turned[at])), 0);
    expect(apart).toBeGreaterThan(0);
    expect(apart).toBeLessThan(1e-3);
  });
});

describe('KernelPlan', () => {
  it('keeps places apart and refuses more than can be addressed', () => {
    const plan = new KernelPlan();
    expect(plan.take(3)).toBe(0);
    expect(plan.take(1)).toBe(64);
    plan.take(2 ** 30);
    expect(() => plan.allocate()).toThrow(KernelMemoryError);
  });
});
