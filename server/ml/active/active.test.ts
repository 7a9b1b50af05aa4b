import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { marginUncertainty } from './margin.ts';
import { selectBatch } from './select-batch.ts';

const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};
const all = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at);

describe('a batch to ask people about', () => {
  // Two heaps of near-equal items; the first heap is the more uncertain.
  const vectors = [unit(1, 0), unit(1, 0.01), unit(1, 0.02), unit(0, 1), unit(0.01, 1)];
  const pool = { uncertainty: [0.9, 0.89, 0.88, 0.5, 0.49], value: [1, 1, 1, 1, 1], vectors };

  it('takes the most uncertain alone where diversity is off, and one of each heap first where it is on', () => {
    expect([...selectBatch(pool, all(5), { size: 3, diversity: 0 })]).toEqual([0, 1, 2]);
    expect([...selectBatch(pool, all(5), { size: 2, diversity: 1 })]).toEqual([0, 3]);
  });

  it('takes what is worth more, and never what is no candidate or was taken', () => {
    const worthy = { ...pool, value: [1, 1, 1, 1, 10] };
    expect(selectBatch(worthy, all(5), { size: 1, diversity: 1 })[0]).toBe(4);
    expect([...selectBatch(worthy, Int32Array.of(1, 2), { size: 9, diversity: 1 })].sort()).toEqual([1, 2]);
  });

  it('counts an item without a vector as unlike every other', () => {
    const some = {
      ...pool,
      uncertainty: [0.9, 0.89, 0.4, 0.3, 0.2],
      vectors: [vectors[0], vectors[1], null, null, null],
    };
    expect([...selectBatch(some, all(5), { size: 3, diversity: 1 })]).toEqual([0, 2, 3]);
  });

  it('covers more heaps than the most uncertain do', () => {
    const rng = makeRng(1);
    const heaps = 20;
    const items = Array.from({ length: 400 }, (_, at) => ({
      heap: at % heaps,
      vector: unit(...Array.from({ length: heaps }, (_, axis) => (axis === at % heaps ? 5 : rng.next()))),
      // One heap is where the model is least sure.
      unsure: at % heaps === 0 ? 0.9 + rng.next() / 10 : 0.3 + rng.next() / 10,
    }));
    const of = {
      uncertainty: items.map((item) => item.unsure),
      value: items.map(() => 1),
      vectors: items.map((item) => item.vector),
    };
    const heapsOf = (diversity: number) =>
      new Set([...selectBatch(of, all(400), { size: 20, diversity })].map((item) => items[item].heap)).size;
    expect(heapsOf(0)).toBe(1);
    expect(heapsOf(1)).toBe(heaps);
  });
});

describe('the margin of a row', () => {
  it('is 1 where two answers are alike and near 0 where one stands out', () => {
    const [tie, clear] = marginUncertainty(Float32Array.of(1, 1, 0, 9, 0, 0), 3, 2);
    expect(tie).toBeCloseTo(1);
    expect(clear).toBeLessThan(0.001);
  });
});
