import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectPaths, largestIndices, PathDecoder } from '../hierarchy/decode-paths.ts';
import { expectedCalibrationError } from '../metrics/classification.ts';
import { makeRng } from '../rng.ts';
import { calibrated, fitCalibrator, fitScale, softmaxInto, wilsonLower } from './calibrate.ts';

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
    expect(fitScale(scores, classCount, truth)).toBeGreaterThan(2.2);
    expect(fitScale(scores, classCount, truth)).toBeLessThan(2.8);
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
          const decoder = new PathDecoder(paths, { scales: [1, 1], weights: [1, 1] });
          const [parents, leaves] = decoder.decode([scores.slice(0, 2), scores.slice(2)]);
          expect(parents[0] + parents[1]).toBeCloseTo(1, 6);
          expect(leaves[0] + leaves[1]).toBeCloseTo(parents[0], 6);
          expect(leaves[2] + leaves[3]).toBeCloseTo(parents[1], 6);
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
