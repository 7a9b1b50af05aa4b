import { describe, expect, it } from 'vitest';
import { type BagKernel, sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import { type SparseRow, type SparseRows, toSparseRows } from '#server/ml/linear/sparse.ts';
import { makeRng } from '#server/ml/rng.ts';
import { bagKernelText } from '#server/ml/wasm/bag-kernel.ts';
import { openBagKernel } from './bag-kernel.ts';
import { KernelPlan } from './kernel-memory.ts';
import { type EpochPoint, type Product2vecProblem, trainProduct2vec } from './train-product2vec.ts';
import { wasmModule } from './wasm-module.ts';

const classCount = 6;
const columnCount = 80;
/** Two blocks of 40 columns. */
const starts = [0, 40];

/** Rows of two blocks; in each, some columns are commoner in the row's class. */
function someRows(rowCount: number, seed: number): { rows: SparseRows; labels: Int32Array } {
  const rng = makeRng(seed);
  const labels = Int32Array.from({ length: rowCount }, () => rng.below(classCount));
  const rows = Array.from(labels, (label): SparseRow => {
    const columns = starts.flatMap((start) => {
      const own = new Set<number>();
      for (let at = 0; at < 4; at++)
        own.add(start + (rng.next() < 0.4 ? 6 * label + rng.below(3) : rng.below(40)));
      return [...own].sort((left, right) => left - right);
    });
    return { indices: Int32Array.from(columns), values: new Float32Array(columns.length).fill(0.5) };
  });
  return { rows: toSparseRows(rows, columnCount), labels };
}

const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, at) => from + at);

function problemOf(labels: Int32Array, from: number): Product2vecProblem {
  return {
    rows: range(0, from),
    labels: [labels.map((label) => label % 2), labels],
    classCounts: [2, classCount],
    score: [{ matrix: 0, rows: range(from, labels.length) }],
    keep: true,
  };
}

const bytesOf = (numbers: Float32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** Runs every loop of a kernel once over the same random numbers; answers the memory. */
async function runKernel(kind: 'plain' | 'wasm'): Promise<Float32Array> {
  const plan = new KernelPlan();
  const size = 2 * sliceSize;
  const [table, vectors, values, x, to] = [9 * size, 5 * size, 5, size, size].map((count) =>
    plan.take(count),
  );
  const [ids, weights] = [plan.take(3), plan.take(3)];
  const memory = plan.allocate(false);
  const floats = new Float32Array(memory.buffer, 0, plan.bytes / 4);
  const rng = makeRng(3);
  floats.forEach((_, at) => {
    floats[at] = rng.normal();
  });
  new Int32Array(memory.buffer).set([7, 0, 7], ids / 4);
  const module = kind === 'wasm' ? await wasmModule('bags', bagKernelText) : null;
  expect(module === null).toBe(kind === 'plain');
  const kernel: BagKernel = openBagKernel(module, memory);
  for (const offset of [0, 4 * sliceSize]) {
    const bag = { ids, weights, table: table + offset, stride: 4 * size };
    const classes = { vectors: vectors + offset, stride: 4 * size, count: 5, values };
    kernel.sum(bag, 3, x + offset);
    kernel.score(classes, x + offset);
    kernel.learn(classes, x + offset, to + offset, 0.3, 0.9);
    kernel.spread(bag, 3, to + offset, 0.1);
  }
  return floats.slice();
}

describe('the WebAssembly bag kernel', () => {
  it('gives the same bits as the plain one', async () => {
    const [plain, wasm] = [await runKernel('plain'), await runKernel('wasm')];
    expect(bytesOf(wasm).equals(bytesOf(plain))).toBe(true);
    expect(plain.every(Number.isFinite)).toBe(true);
  });
});

describe('trainProduct2vec', () => {
  const { rows, labels } = someRows(600, 5);
  const train = (threads: number, members = 1, watch?: (points: EpochPoint[]) => void) =>
    trainProduct2vec({
      watch,
      matrices: [rows],
      starts,
      problems: [problemOf(labels, 450), problemOf(labels, 300)],
      threads,
      seed: 2,
      members,
      options: { divisor: 2, epochs: 15 },
      inlineBelow: 0,
    });
  const accuracy = (scores: Float32Array, from: number): number => {
    const held = labels.subarray(from);
    const right = held.filter((label, at) => {
      const own = scores.subarray(at * classCount, (at + 1) * classCount);
      return own.every((score) => score <= own[label]);
    });
    return right.length / held.length;
  };

  it('learns what tells the classes apart, on rows that it has not seen', async () => {
    const { scores } = await train(1);
    expect(accuracy(scores[0][0][1], 450)).toBeGreaterThan(0.85);
  });

  it('gives the same bytes for any number of threads, and adds up its members', async () => {
    const [one, two] = [await train(1), await train(2)];
    for (const problem of [0, 1])
      for (const level of [0, 1])
        expect(bytesOf(two.scores[problem][0][level])).toEqual(bytesOf(one.scores[problem][0][level]));
    const three = await train(1, 3);
    expect(three.kept[0]).toHaveLength(3);
    expect(three.kept[0][0].table).toEqual(one.kept[0][0].table);
    expect(three.kept[0][1].table).not.toEqual(one.kept[0][0].table);
    expect(three.scores[0][0][1]).not.toEqual(one.scores[0][0][1]);
  });

  it('tells of each epoch, and learns the same while it is watched', async () => {
    const seen: EpochPoint[][] = [];
    const alone = await train(1);
    const watched = await train(2, 1, (points) => seen.push(points));
    expect(watched.scores).toEqual(alone.scores);
    const last = seen[seen.length - 1];
    expect(last.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
    expect(last[14].loss).toBeLessThan(last[0].loss);
    // Held-out rows of both models were asked, a level each: the last epoch answers as the models do.
    expect(last[14].rows).toBe(100);
    expect(last[14].right).toHaveLength(2);
    expect(last[14].right[1]).toBeGreaterThan(0.7);
    expect(last[14].right[1]).toBeGreaterThan(last[0].right[1]);
  });

  it('keeps the epoch that was best on held-out rows: as if it had been trained so long, at those rates', async () => {
    const problem = { ...problemOf(labels, 450), heldOut: range(450, 600) };
    const shared = { matrices: [rows], starts, threads: 1, seed: 2, members: 1 };
    const plateau = { halveAfter: 2, patience: 6, gainMin: 0.002 };
    const points: EpochPoint[][] = [];
    const found = await trainProduct2vec({
      ...{ ...shared, problems: [problem], options: { divisor: 2, epochs: 80, plateau } },
      watch: (epochs) => points.push(epochs),
    });
    const [factors] = found.factors;
    const seen = points[points.length - 1];
    expect(seen.length).toBeLessThan(80);
    expect(factors.length).toBeLessThan(seen.length);
    const losses = seen.map(({ heldOutLoss }) => heldOutLoss ?? 0);
    expect(losses[factors.length - 1]).toBe(Math.min(...losses));
    const again = await trainProduct2vec({
      ...{ ...shared, problems: [problemOf(labels, 450)] },
      options: { divisor: 2, epochs: factors.length, factors },
    });
    expect(again.kept).toEqual(found.kept);
    expect(again.scores).toEqual(found.scores);
  });

  it('ends with the epoch under way once it is stopped, says why, and leaves its thread fit for the next', async () => {
    const stop = new AbortController();
    const input = {
      ...{ matrices: [rows], starts, problems: [problemOf(labels, 450)], threads: 1, seed: 2, members: 1 },
      inlineBelow: 0,
    };
    // So many epochs would take minutes.
    const options = { divisor: 2, epochs: 20_000 };
    const watch = (points: EpochPoint[]): void => {
      if (points.length > 0) stop.abort(new Error('nobody waits for it'));
    };
    await expect(trainProduct2vec({ ...input, options, watch, signal: stop.signal })).rejects.toThrow(
      'nobody waits for it',
    );
    const { scores } = await trainProduct2vec({ ...input, options: { divisor: 2, epochs: 15 } });
    expect(accuracy(scores[0][0][1], 450)).toBeGreaterThan(0.85);
  });

  it('does not run away on rows far longer than it expects', async () => {
    const long = { ...rows, values: rows.values.map((value) => 6 * value) };
    const { scores } = await trainProduct2vec({
      matrices: [long],
      starts,
      problems: [problemOf(labels, 450)],
      threads: 1,
      seed: 2,
      members: 1,
      options: { divisor: 2, epochs: 15 },
    });
    const most = scores[0][0][1].reduce((largest, score) => Math.max(largest, Math.abs(score)), 0);
    expect(most).toBeLessThan(1000);
    expect(accuracy(scores[0][0][1], 450)).toBeGreaterThan(0.6);
  });

  it('leaves rows without a label out of that level alone', async () => {
    const problem = problemOf(labels, 450);
    const hidden = { ...problem, labels: [problem.labels[0], labels.map(() => -1)] };
    const { scores, kept } = await trainProduct2vec({
      matrices: [rows],
      starts,
      problems: [hidden],
      threads: 1,
      seed: 2,
      members: 1,
      options: { divisor: 2, epochs: 3 },
    });
    expect(scores[0][0][1].every((score) => score === 0)).toBe(true);
    expect(kept[0][0].heads[0].some((number) => number !== 0)).toBe(true);
  });
});
