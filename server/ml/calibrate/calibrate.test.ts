import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectPaths, largestIndices, PathDecoder, type PathSet } from '../hierarchy/decode-paths.ts';
import { expectedCalibrationError } from '../metrics/classification.ts';
import { makeRng } from '../rng.ts';
import {
  calibrated,
  fitCalibrator,
  fitScale,
  negativeLogLikelihood,
  softmaxInto,
  wilsonLower,
} from './calibrate.ts';

describe('fitScale', () => {
  it('finds the scale by which labels were drawn', () => {
    const rng = makeRng(5);
    const classCount = 4;
    const rows = 4000;
    const scores = Float32Array.from({ length: rows * classCount }, () => rng.normal());
    const truth = new Int32Array(rows);
    const p = new Float64Array(classCount);
    for (let row = 0; row < rows; row++) {
      softmaxInto(scores.subarray(row * classCount, (row + 1) * classCount), 2.5, p);
      let left = rng.next();
      while (truth[row] < classCount - 1 && (left -= p[truth[row]]) > 0) truth[row]++;
    }
    const scale = fitScale(scores, classCount, truth);
    expect(scale).toBeGreaterThan(2.2);
    expect(scale).toBeLessThan(2.8);
    const least = negativeLogLikelihood(scores, classCount, truth, scale);
    for (const factor of [0.5, 0.97, 0.999, 1.001, 1.03, 2])
      expect(negativeLogLikelihood(scores, classCount, truth, scale * factor)).toBeGreaterThanOrEqual(
        least - 0.01,
      );
  });

  it('stays within its bounds where the truth is always first, or always last', () => {
    const scores = Float32Array.from({ length: 90 }, (_, at) => (at % 3) - 1);
    const first = fitScale(scores, 3, new Int32Array(30).fill(2));
    const last = fitScale(scores, 3, new Int32Array(30).fill(0));
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThanOrEqual(50.001);
    expect(last).toBeGreaterThanOrEqual(0.199);
    expect(last).toBeLessThan(0.3);
    expect(fitScale(scores, 3, new Int32Array(30).fill(-1))).toBeGreaterThan(0);
  });
});

describe('fitCalibrator', () => {
  it('mends overconfidence on rows it did not see', () => {
    const rng = makeRng(9);
    const draw = (): { first: number; second: number; right: number } => {
      const truth = rng.next();
      const first = Math.min(0.999, truth ** 0.3);
      return { first, second: (1 - first) * 0.8, right: rng.next() < truth ? 1 : 0 };
    };
    const train = Array.from({ length: 3000 }, draw);
    const test = Array.from({ length: 3000 }, draw);
    const model = fitCalibrator(
      train.map((row) => row.first),
      train.map((row) => row.second),
      train.map((row) => row.right),
    );
    const before = expectedCalibrationError(
      test.map((row) => row.first),
      test.map((row) => row.right),
    );
    const after = expectedCalibrationError(
      test.map((row) => calibrated(model, row.first, row.second)),
      test.map((row) => row.right),
    );
    expect(after).toBeLessThan(before / 3);
  });

  it.each([402, 403, 404, 419, 1711])(
    'is as sure as %s rows of one p were right, whatever is left at the end',
    (rows) => {
      const isRight = Array.from({ length: rows }, (_, at) => (at % 40 === 0 ? 0 : 1));
      const share = isRight.reduce((sum: number, one) => sum + one, 0) / rows;
      // A tenth of the rows are less sure, so that there is more than one block.
      const firsts = isRight.map((_, at) => (at % 10 === 5 ? 0.6 + at / (4 * rows) : 1 - 1e-9));
      const seconds = firsts.map((p) => 1 - p);
      const model = fitCalibrator(firsts, seconds, isRight);
      expect(Math.abs(calibrated(model, 1 - 1e-9, 1e-9) - share)).toBeLessThan(0.02);
    },
  );

  it('never gives a surer answer a smaller p', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0.5, 0.7, 0.9, 0.99, 0.999), fc.boolean()), {
          minLength: 400,
          maxLength: 500,
        }),
        (rows) => {
          const firsts = rows.map(([p]) => p);
          const { levels, knots } = fitCalibrator(
            firsts,
            firsts.map((p) => 1 - p),
            rows.map(([, isRight]) => (isRight ? 1 : 0)),
          );
          levels.forEach((level, at) => {
            if (at > 0) expect(level).toBeGreaterThan(levels[at - 1]);
          });
          expect(new Set(knots).size).toBe(knots.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is near the p that few held-out rows were drawn by', () => {
    const far = (seed: number): number => {
      const rng = makeRng(seed);
      const firsts = Array.from({ length: 500 }, () => 0.3 + 0.699 * rng.next() ** 0.25);
      const seconds = firsts.map((p) => 1 - p);
      const model = fitCalibrator(
        firsts,
        seconds,
        firsts.map((p) => (rng.next() < p ** 1.5 ? 1 : 0)),
      );
      const distances = firsts.map((p, at) => Math.abs(calibrated(model, p, seconds[at]) - p ** 1.5));
      return distances.reduce((sum, one) => sum + one, 0) / distances.length;
    };
    const mean = Array.from({ length: 20 }, (_, seed) => far(seed)).reduce((sum, one) => sum + one, 0) / 20;
    // Isotonic steps alone are .0253 off, the two together .0194.
    expect(mean).toBeLessThan(0.022);
  });

  it('stays finite where every held-out row is right, or every one wrong', () => {
    for (const right of [0, 1]) {
      const firsts = Array.from({ length: 600 }, (_, at) => 0.5 + at / 1300);
      const model = fitCalibrator(
        firsts,
        firsts.map((p) => (1 - p) / 2),
        firsts.map(() => right),
      );
      for (const first of [0.01, 0.5, 0.999]) {
        const p = calibrated(model, first, (1 - first) / 2);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(Math.abs(p - right)).toBeLessThan(0.3);
      }
    }
  });
});

describe('PathDecoder', () => {
  it('gives each level a distribution in which a child never outweighs its parent', () => {
    const paths = collectPaths([Int32Array.from([0, 0, 1, 1]), Int32Array.from([0, 1, 2, 3])], [2, 4]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (scores) => {
          const decoder = new PathDecoder(paths, [1, 1]);
          decoder.load([scores.slice(0, 2), scores.slice(2)], 0);
          const [parents, leaves] = [0, 1].map((level) => decoder.marginal(level, [1, 1]));
          expect(parents[0] + parents[1]).toBeCloseTo(1, 6);
          expect(leaves[0] + leaves[1]).toBeCloseTo(parents[0], 6);
          expect(leaves[2] + leaves[3]).toBeCloseTo(parents[1], 6);
        },
      ),
    );
  });
});

/** The definition, path by path: P(path) ∝ exp Σ weight · ln p, and a label has what its paths have. */
function exhaustive(
  paths: PathSet,
  scales: number[],
  weights: readonly number[],
  rows: number[][],
  target: number,
): number[] {
  const logs = rows.map((scores, level) =>
    [...softmaxInto(scores, scales[level], new Float64Array(scores.length))].map((p) =>
      Math.log(Math.max(1e-12, p)),
    ),
  );
  const sums = new Array<number>(paths.classCounts[target]).fill(0);
  let total = 0;
  for (let path = 0; path < paths.pathCount; path++) {
    const own = paths.labels.slice(path * paths.levelCount, (path + 1) * paths.levelCount);
    const p = Math.exp(own.reduce((sum, label, level) => sum + weights[level] * logs[level][label], 0));
    sums[own[target]] += p;
    total += p;
  }
  return sums.map((sum) => sum / total);
}

describe('PathDecoder beside the sum over all paths', () => {
  it('is equal for any tree (labels with several parents too), scales and weights, row after row', () => {
    const weightsOf = fc.constantFrom(
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 1, 1],
      [0.5, 1, 0.5],
      [0, 2, 0],
      [0.3, 0, 1],
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.nat(4), fc.nat(7)), { minLength: 1, maxLength: 30 }),
        fc.array(fc.double({ min: 0.2, max: 50, noNaN: true }), { minLength: 3, maxLength: 3 }),
        weightsOf,
        fc.array(fc.double({ min: -4, max: 2, noNaN: true }), { minLength: 32, maxLength: 32 }),
        (rows, scales, weights, scores) => {
          const counts = [3, 5, 8];
          const paths = collectPaths(
            [0, 1, 2].map((level) => rows.map((row) => row[level])),
            counts,
          );
          const decoder = new PathDecoder(paths, scales);
          const levels = [scores.slice(0, 6), scores.slice(6, 16), scores.slice(16)];
          for (const row of [1, 0]) {
            decoder.load(levels, row);
            const own = levels.map((level, at) => level.slice(row * counts[at], (row + 1) * counts[at]));
            for (const target of [0, 1, 2]) {
              const expected = exhaustive(paths, scales, weights, own, target);
              decoder.marginal(target, weights).forEach((p, label) => {
                expect(p).toBeCloseTo(expected[label], 10);
              });
            }
          }
        },
      ),
    );
  });
});

describe('largestIndices', () => {
  it('equals sorting, with ties by index', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        (values, count) => {
          const sorted = values.map((_, at) => at).sort((a, b) => values[b] - values[a] || a - b);
          expect(largestIndices(values, count)).toEqual(sorted.slice(0, count));
        },
      ),
    );
  });
});

describe('wilsonLower', () => {
  it('has its known value and grows with the sample', () => {
    expect(wilsonLower(149, 149, 1.6449)).toBeCloseTo(0.982, 3);
    expect(wilsonLower(90, 100, 1.64)).toBeLessThan(wilsonLower(900, 1000, 1.64));
    expect(wilsonLower(0, 0, 1.64)).toBe(0);
  });
});
