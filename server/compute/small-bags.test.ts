import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import { plainSmallBagKernel, scaleOf, toSteps } from '#server/ml/embedding/small-vectors.ts';
import { makeRng } from '#server/ml/rng.ts';
import { sharedSmallBagKernelText } from '#server/ml/wasm/small-bag-kernel.ts';
import { openSmallBagKernel } from './bag-kernel.ts';
import { BagScorer } from './bag-scorer.ts';
import { KernelPlan } from './kernel-memory.ts';
import { inlinePlace, placeBags } from './place-bags.ts';
import { wasmModule } from './wasm-module.ts';

const columns = 97;

/** A row of `count` features, spread over sizes as weights of real rows are. */
function makeRow(seed: number, count: number): { ids: Int32Array; weights: Float32Array } {
  const rng = makeRng(seed);
  return {
    ids: Int32Array.from({ length: count }, () => rng.below(columns)),
    weights: Float32Array.from({ length: count }, () => rng.normal() * 10 ** (rng.below(5) - 2)),
  };
}

const rowArbitrary = fc.record({ seed: fc.nat(1_000_000), count: fc.integer({ min: 0, max: 1200 }) });

it('gives the same bits by vectors as by plain TypeScript, over more features than are touched at once', async () => {
  const module = await wasmModule('small bags', sharedSmallBagKernelText);
  expect(module).not.toBeNull();
  fc.assert(
    fc.property(rowArbitrary, ({ seed, count }) => {
      const even = 2 * Math.ceil(count / 2);
      const plan = new KernelPlan();
      const [ids, steps] = [plan.take(even), plan.take(even)];
      const [table, to] = [plan.take((columns * sliceSize) / 4), plan.take(2 * sliceSize)];
      const memory = plan.allocate();
      const rng = makeRng(seed + 1);
      new Int8Array(memory.buffer, table, columns * sliceSize).set(
        Int8Array.from({ length: columns * sliceSize }, () => rng.below(255) - 127),
      );
      new Int32Array(memory.buffer, ids).set(makeRow(seed, count).ids);
      new Int16Array(memory.buffer, steps).set(
        Int16Array.from({ length: count }, () => rng.below(20_000) - 10_000),
      );
      const bag = { ids, steps, count: even, table, unit: 0.0123 };
      openSmallBagKernel(module, memory).sum(bag, to);
      plainSmallBagKernel(memory.buffer, sliceSize).sum(bag, to + 4 * sliceSize);
      const out = new Float32Array(memory.buffer, to, 2 * sliceSize);
      expect(out.slice(0, sliceSize)).toEqual(out.slice(sliceSize));
    }),
    { numRuns: 60 },
  );
});

it('makes steps that are off by half of one at most, and whose sums fit into 32 bits', () => {
  fc.assert(
    fc.property(rowArbitrary, fc.integer({ min: 1, max: 40 }), ({ seed, count }, times) => {
      const one = makeRow(seed, count);
      const weights = Float32Array.from({ length: count * times }, (_, at) => one.weights[at % count]);
      const ids = Int32Array.from({ length: count * times }, (_, at) => one.ids[at % count]);
      const scales = Float32Array.from({ length: columns }, (_, column) => (column % 7) + 0.01);
      const steps = new Int16Array(ids.length);
      const unit = toSteps(ids, weights, scales, 0, ids.length, steps);
      let total = 0;
      let furthest = 0;
      steps.forEach((step, at) => {
        total += Math.abs(step);
        furthest = Math.max(furthest, Math.abs(step * unit - weights[at] * scales[ids[at]]));
      });
      expect(furthest).toBeLessThanOrEqual(0.501 * unit);
      expect(127 * total).toBeLessThan(2 ** 31);
    }),
    { numRuns: 60 },
  );
});

it('scores within what rounding of numbers and of weights allows, for rows of any length and tables of zeros', async () => {
  const rng = makeRng(8);
  const width = 130;
  // The first columns know no class at all; the others differ in size by four digits.
  const table = Float32Array.from({ length: columns * width }, (_, at) => {
    const column = Math.floor(at / width);
    return column < 3 ? 0 : rng.normal() * 10 ** ((column % 5) - 3);
  });
  const bias = Float32Array.from({ length: width }, () => rng.normal());
  const head = {
    name: 'leaf',
    reads: 'level',
    weights: Float32Array.from({ length: 4 * width }, () => rng.normal()),
    bias: new Float32Array(4),
  };
  const tables = [{ name: 'level', table, width, bias, unitLength: false }];
  const rows = [0, 1, 2, 700, 3, 40_001].map((count, at) => makeRow(at, count));
  const offsets = Int32Array.from([0, ...rows.map((row) => row.ids.length)]);
  for (let at = 1; at < offsets.length; at++) offsets[at] += offsets[at - 1];
  const given = {
    offsets,
    indices: Int32Array.from(rows.flatMap((row) => [...row.ids])),
    values: Float32Array.from(rows.flatMap((row) => [...row.weights])),
  };
  const score = async (precision: 'float32' | 'int8'): Promise<Record<string, Float32Array>> => {
    const out = { level: new Float32Array(rows.length * width), leaf: new Float32Array(rows.length * 4) };
    new BagScorer(await placeBags(columns, tables, [head], precision), inlinePlace).score(given, 0, out);
    return out;
  };
  const [exact, small] = [await score('float32'), await score('int8')];
  const scales = Array.from({ length: columns }, (_, column) =>
    scaleOf(Math.max(...table.slice(column * width, (column + 1) * width).map(Math.abs))),
  );
  rows.forEach(({ ids, weights }, row) => {
    const sizes = Array.from(ids, (id, at) => Math.abs(weights[at]) * scales[id]);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    // Half a step of each number, half a step of each weight times the largest number, and what float32 itself loses.
    const unit = Math.max(Math.max(0, ...sizes) / 32_767, (127 * total) / 2 ** 31);
    const bound = 0.5 * total + 0.51 * unit * 127 * sizes.length + 1e-3 * total + 1e-5;
    for (let at = row * width; at < (row + 1) * width; at++)
      expect(Math.abs(small.level[at] - exact.level[at])).toBeLessThanOrEqual(bound);
    for (let label = 0; label < 4; label++) {
      const reach = head.weights
        .slice(label * width, (label + 1) * width)
        .reduce((sum, w) => sum + Math.abs(w), 0);
      const error = Math.abs(small.leaf[row * 4 + label] - exact.leaf[row * 4 + label]);
      expect(error).toBeLessThanOrEqual(reach * bound);
    }
  });
  expect(small.level.slice(0, width)).toEqual(bias);
  expect(small.leaf.slice(0, 4)).toEqual(exact.leaf.slice(0, 4));
});
