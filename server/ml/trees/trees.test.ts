import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import {
  averageModels,
  type BoostedTrees,
  type BoostStep,
  boostedLogOdds,
  boostSteps,
  type Labelled,
  logLoss,
  trainBoosted,
} from './boost.ts';
import { cutForRecall, trainDecisionTree } from './decision-tree.ts';
import { leafOf } from './tree.ts';

/** Yes when x0 > .5 xor x1 > .5; x2 is noise, x3 is missing exactly where the answer is yes, in half of the rows. */
function exclusiveOr(rowCount: number, seed: number, tellByMissing = false): Labelled {
  const rng = makeRng(seed);
  const values = new Float32Array(rowCount * 4);
  const labels = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    for (let at = 0; at < 3; at++) values[row * 4 + at] = rng.next();
    labels[row] = values[row * 4] > 0.5 !== values[row * 4 + 1] > 0.5 ? 1 : 0;
    values[row * 4 + 3] = tellByMissing && labels[row] ? Number.NaN : rng.next();
  }
  return { rows: { values, rowCount, featureCount: 4 }, labels };
}

describe('boosted trees', () => {
  it('learns an interaction that no single feature shows', () => {
    const model = trainBoosted(exclusiveOr(2000, 1), { columnShare: 1 }, exclusiveOr(500, 2));
    const test = exclusiveOr(1000, 3);
    const sums = boostedLogOdds(model, test.rows);
    const right = test.labels.reduce(
      (sum, label, row) => sum + (label === (sums[row] > 0 ? 1 : 0) ? 1 : 0),
      0,
    );
    expect(right / 1000).toBeGreaterThan(0.97);
  });

  it('sends missing values the way that training shows', () => {
    const model = trainBoosted(exclusiveOr(500, 4, true), { treesMax: 20, columnShare: 1 });
    const test = exclusiveOr(200, 5, true);
    const sums = boostedLogOdds(model, test.rows);
    expect(test.labels.every((label, row) => label === (sums[row] > 0 ? 1 : 0))).toBe(true);
  });

  it('rises and falls as it must, whatever the rows of chance say, and learns from missing values all the same', () => {
    const rng = makeRng(8);
    const [rowCount, featureCount] = [600, 3];
    const values = Float32Array.from({ length: rowCount * featureCount }, rng.next);
    // Noisy rows, so that free trees go up and down; every tenth first value is missing, and those are nearly all yes.
    const labels = Uint8Array.from({ length: rowCount }, (_, row) => {
      const [x, y] = [values[row * 3], values[row * 3 + 1]];
      if (row % 10 === 0) values[row * 3] = Number.NaN;
      return Number(row % 10 === 0 ? rng.next() < 0.95 : rng.next() < 0.2 + 0.4 * x - 0.2 * y);
    });
    const train = { rows: { values, rowCount, featureCount }, labels };
    const options = { treesMax: 60, columnShare: 1, leafRowsMin: 5, learningRate: 0.2 };
    const bent = trainBoosted(train, options);
    const held = trainBoosted(train, { ...options, monotone: Int8Array.of(1, -1, 0) });
    const steps = 100;
    /** How often the answer goes the wrong way while one feature grows and the others stand. */
    const wrongWays = (model: BoostedTrees, feature: number, sign: number): number => {
      let wrong = 0;
      for (let line = 0; line < 20; line++) {
        const others = [rng.next(), rng.next(), rng.next()];
        const along = Float32Array.from({ length: steps * 3 }, (_, at) =>
          at % 3 === feature ? Math.floor(at / 3) / steps : others[at % 3],
        );
        const sums = boostedLogOdds(model, { values: along, rowCount: steps, featureCount });
        for (let at = 1; at < steps; at++) if (sign * (sums[at] - sums[at - 1]) < -1e-6) wrong++;
      }
      return wrong;
    };
    expect(wrongWays(held, 0, 1)).toBe(0);
    expect(wrongWays(held, 1, -1)).toBe(0);
    expect(wrongWays(bent, 0, 1)).toBeGreaterThan(0);
    expect(wrongWays(held, 2, 1)).toBeGreaterThan(0);
    const unknown = boostedLogOdds(held, {
      values: Float32Array.of(Number.NaN, 0.5, 0.5),
      rowCount: 1,
      featureCount,
    });
    expect(unknown[0]).toBeGreaterThan(1);
  });

  it('gives the same trees for the same seed, and stops early', () => {
    const train = exclusiveOr(400, 6);
    const valid = exclusiveOr(200, 7);
    const twice = [1, 2].map(() => trainBoosted(train, { patience: 10, seed: 9 }, valid));
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0].trees.length).toBeLessThan(400);
  });

  it('tells of each tree while it grows, and which are kept', () => {
    const [train, valid] = [exclusiveOr(400, 6), exclusiveOr(200, 7)];
    const options = { patience: 10, seed: 9 };
    const steps = boostSteps(train, options, valid);
    const seen: BoostStep[] = [];
    let model = steps.next();
    for (; !model.done; model = steps.next()) seen.push(model.value);
    expect(model.value).toEqual(trainBoosted(train, options, valid));
    const last = seen[seen.length - 1];
    expect(last).toMatchObject({ trees: seen.length, best: model.value.trees.length });
    expect(seen.length - model.value.trees.length).toBe(10);
    const least = Math.min(...seen.map(({ heldOutLoss }) => heldOutLoss ?? 1));
    expect(seen[model.value.trees.length - 1].heldOutLoss).toBe(least);
    expect(last.loss).toBeLessThan(seen[0].loss);
  });

  it('learns what is to be added to log-odds that are known already', () => {
    const train = exclusiveOr(400, 12);
    const right = Float64Array.from(train.labels, (label) => (label ? 4 : -4));
    const nothing = trainBoosted({ ...train, offsets: right }, { treesMax: 30 });
    const much = trainBoosted({ ...train, offsets: right.map((logOdds) => -logOdds) }, { treesMax: 30 });
    const size = (model: typeof much): number =>
      boostedLogOdds(model, train.rows).reduce((sum, more) => sum + Math.abs(more), 0) / 400;
    expect(size(nothing)).toBeLessThan(0.2);
    expect(size(much)).toBeGreaterThan(2);
  });

  it('learns answers that are known only so far', () => {
    const train = exclusiveOr(600, 13);
    const targets = Float32Array.from(train.labels, (label) => (label ? 0.8 : 0.3));
    const model = trainBoosted({ ...train, targets }, { treesMax: 120, columnShare: 1 });
    const p = boostedLogOdds(model, train.rows).map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
    const mean = (label: number): number => {
      const own = p.filter((_, row) => train.labels[row] === label);
      return own.reduce((sum, one) => sum + one, 0) / own.length;
    };
    expect(mean(1)).toBeCloseTo(0.8, 1);
    expect(mean(0)).toBeCloseTo(0.3, 1);
  });

  it('averages models in log-odds', () => {
    const train = exclusiveOr(300, 8);
    const models = [1, 2].map((seed) => trainBoosted(train, { treesMax: 10, seed }));
    const mean = boostedLogOdds(averageModels(models), train.rows);
    const each = models.map((model) => boostedLogOdds(model, train.rows));
    expect(mean[7]).toBeCloseTo((each[0][7] + each[1][7]) / 2, 5);
    expect(logLoss(mean, train.labels)).toBeLessThan(Math.log(2));
  });
});

describe('decision tree', () => {
  it('keeps the recall it was cut for', () => {
    const train = exclusiveOr(2000, 10);
    const tree = trainDecisionTree(train, { leavesMax: 12, depthMax: 6, leafRowsMin: 20 });
    const held = exclusiveOr(500, 11);
    const cut = cutForRecall(tree, held, 0.95);
    const passes = (row: number): boolean => tree.value[leafOf(tree, held.rows.values, row * 4)] >= cut;
    const positives = [...held.labels.keys()].filter((row) => held.labels[row]);
    expect(positives.filter(passes).length / positives.length).toBeGreaterThanOrEqual(0.95);
    expect(tree.value.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
