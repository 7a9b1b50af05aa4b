import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import {
  type CnnPlan,
  cnnInferenceGraph,
  cnnTrainingGraph,
  momentumOf,
  nextOf,
  truthInput,
} from './cnn-graph.ts';
import { type Feed, openModelBytes } from './session.ts';

/** Every kind of layer, few numbers; without decay the momentum after the first step is the gradient. */
const plan: CnnPlan = {
  ...{ sidePx: 8, batch: 5, channels: [3, 4, 5], classCounts: [2, 3], momentum: 0.9, decay: 0 },
};
const rng = makeRng(3);
const normals = (count: number, spread = 1): Float32Array =>
  Float32Array.from({ length: count }, () => spread * rng.normal());
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

const { model, arrays } = cnnTrainingGraph(plan);
const learnt = arrays.filter((array) => array.isLearnt);
const session = await openModelBytes(model);

function truthOf(classes: (number | null)[], width: number): Float32Array {
  const out = new Float32Array(classes.length * width);
  for (const [row, one] of classes.entries()) if (one !== null) out[row * width + one] = 1;
  return out;
}

/** Weights away from where they begin, so that scales and shifts matter too. */
const feeds: Record<string, Feed> = {
  pixels: { shape: [5, 3, 8, 8], data: normals(5 * 3 * 64) },
  [truthInput(0)]: { shape: [5, 2], data: truthOf([0, 1, 1, 0, 1], 2) },
  [truthInput(1)]: { shape: [5, 3], data: truthOf([0, 2, null, 1, 2], 3) },
  rate: { shape: [], data: Float32Array.of(0) },
};
for (const { name, shape, begin } of arrays) {
  const start = 'value' in begin ? begin.value : 0;
  const spread = 'spread' in begin ? 0.5 : 0.2;
  const data = normals(sizeOf(shape), spread).map((value) =>
    name.endsWith('variance') ? 1 + Math.abs(value) : start + value,
  );
  feeds[name] = { shape: [...shape], data };
}
for (const { name, shape } of learnt)
  feeds[momentumOf(name)] = { shape: [...shape], data: new Float32Array(sizeOf(shape)) };

const lossWith = async (name: string, data: Float32Array): Promise<number> =>
  Number((await session.run({ ...feeds, [name]: { ...feeds[name], data } })).loss.data[0]);

describe('the training graph of the net', () => {
  it.each(learnt.map(({ name }) => name))('has the gradient that differences show: %s', async (name) => {
    const weights = feeds[name].data as Float32Array;
    const gradient = (await session.run(feeds))[nextOf(momentumOf(name))].data as Float32Array;
    expect(Math.hypot(...gradient)).toBeGreaterThan(1e-3);
    for (let round = 0; round < 4; round++) {
      const raw = normals(weights.length);
      const length = Math.hypot(...raw);
      const direction = raw.map((value) => value / length);
      const moved = (by: number): Float32Array => weights.map((value, at) => value + by * direction[at]);
      const width = 2e-3;
      const shown =
        ((await lossWith(name, moved(width))) - (await lossWith(name, moved(-width)))) / (2 * width);
      const told = gradient.reduce((sum, value, at) => sum + value * direction[at], 0);
      expect(Math.abs(shown - told)).toBeLessThan(2e-3 + 0.02 * Math.abs(told));
    }
  });

  it('moves weights against the gradient, with momentum and decay, and statistics towards the batch', async () => {
    const decaying = cnnTrainingGraph({ ...plan, decay: 0.1 });
    const other = await openModelBytes(decaying.model);
    const name = 'block1.weight';
    const weights = feeds[name].data as Float32Array;
    const before = weights.map(() => 0.5);
    const momentum = { ...feeds[name], data: before };
    const plain = (await session.run(feeds))[nextOf(momentumOf(name))].data as Float32Array;
    const rate = { shape: [], data: Float32Array.of(0.1) };
    const after = await other.run({ ...feeds, rate, [momentumOf(name)]: momentum });
    const kept = after[nextOf(momentumOf(name))].data as Float32Array;
    const next = after[nextOf(name)].data as Float32Array;
    for (const at of weights.keys()) {
      expect(kept[at]).toBeCloseTo(0.9 * 0.5 + plain[at] + 0.1 * weights[at], 4);
      expect(next[at]).toBeCloseTo(weights[at] - 0.1 * kept[at], 4);
    }
    await other.close();
  });

  it('infers as it trains once its statistics are those of the batch', async () => {
    // Statistics run towards those of a batch that comes again and again: .9^200 is nothing.
    const statistics = arrays.filter((array) => !array.isLearnt).map(({ name }) => name);
    const settled = { ...feeds };
    for (let step = 0; step < 200; step++) {
      const after = await session.run(settled);
      for (const name of statistics) settled[name] = after[nextOf(name)];
    }
    const weights = new Map(arrays.map(({ name }) => [name, settled[name].data as Float32Array]));
    const inferring = await openModelBytes(cnnInferenceGraph(plan, weights, true));
    const answer = await inferring.run({ pixels: feeds.pixels });
    const loss = [0, 1].reduce((sum, level) => {
      const { shape, data } = answer[`logits${level}`];
      const truth = feeds[truthInput(level)].data as Float32Array;
      const logits = data as Float32Array;
      let own = 0;
      for (let row = 0; row < shape[0]; row++) {
        const scores = logits.subarray(row * shape[1], (row + 1) * shape[1]);
        const all = Math.log(scores.reduce((total, score) => total + Math.exp(score), 0));
        scores.forEach((score, at) => {
          own -= (truth[row * shape[1] + at] * (score - all)) / shape[0];
        });
      }
      return sum + (level === 1 ? 1 : 0.3) * own;
    }, 0);
    expect(loss).toBeCloseTo(Number((await session.run(feeds)).loss.data[0]), 4);
    const vector = answer.vector.data as Float32Array;
    expect(Math.hypot(...vector.subarray(0, 5))).toBeCloseTo(1, 5);
    await inferring.close();
  });
});
