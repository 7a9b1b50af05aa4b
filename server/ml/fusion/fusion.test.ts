import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { disagreement } from './disagreement.ts';
import { fitFusion, fuse, fusionLoss, type HeadScores } from './fuse.ts';
import { writeVotes } from './neighbour-votes.ts';

const classCount = 5;

/** A head whose scores of the true class stand `edge` above normal noise. */
function head(name: string, truth: Int32Array, edge: number, seed: number): HeadScores {
  const rng = makeRng(seed);
  const scores = Float32Array.from({ length: truth.length * classCount }, () => rng.normal());
  truth.forEach((label, row) => {
    scores[row * classCount + label] += edge;
  });
  return { name, levels: [scores], present: new Uint8Array(truth.length).fill(1) };
}

const truthOf = (rows: number, seed: number): Int32Array => {
  const rng = makeRng(seed);
  return Int32Array.from({ length: rows }, () => rng.below(classCount));
};

function accuracy(scores: Float32Array, truth: Int32Array): number {
  const right = truth.filter((label, row) => {
    const own = scores.subarray(row * classCount, (row + 1) * classCount);
    return own.every((score) => score <= own[label]);
  });
  return right.length / truth.length;
}

describe('fusion', () => {
  const truth = truthOf(3000, 1);
  const [strong, weak, noise] = [
    head('strong', truth, 2, 2),
    head('weak', truth, 0.8, 3),
    head('noise', truth, 0, 4),
  ];

  it('finds the weights of a true log-linear model: normal scores weigh as their edge', () => {
    // For unit-variance normal scores the posterior is softmax(edge · score): the known answer.
    const { weights } = fitFusion([strong, weak], [truth], [classCount]);
    expect(weights[0][0]).toBeCloseTo(2, 0);
    expect(weights[0][1]).toBeCloseTo(0.8, 0);
  });

  it('is better than each head and gives noise nearly nothing', () => {
    const heads = [strong, weak, noise];
    const fusion = fitFusion(heads, [truth], [classCount]);
    expect(fusion.weights[0][2]).toBeLessThan(0.08);
    const [fused] = fuse(fusion, heads, [classCount]);
    expect(accuracy(fused, truth)).toBeGreaterThan(accuracy(strong.levels[0], truth) + 0.01);
    const lossOf = (chosen: HeadScores[]): number =>
      fusionLoss(fitFusion(chosen, [truth], [classCount]), chosen, [truth], [classCount])[0];
    expect(lossOf(heads)).toBeLessThan(lossOf([strong]));
    expect(lossOf(heads)).toBeLessThanOrEqual(lossOf([strong, weak]) + 1e-6);
  });

  it('asks for no unit: scores a thousand times as large give the same belief', () => {
    const large = (from: HeadScores): HeadScores => ({
      ...from,
      levels: from.levels.map((level) => level.map((score) => 1000 * score)),
    });
    const heads = [strong, weak];
    const scaled = [large(strong), weak];
    const fusion = fitFusion(scaled, [truth], [classCount]);
    const [expected] = fusionLoss(fitFusion(heads, [truth], [classCount]), heads, [truth], [classCount]);
    expect(fusionLoss(fusion, scaled, [truth], [classCount])[0]).toBeCloseTo(expected, 3);
    expect(fusion.weights[0][0]).toBeCloseTo(0.002, 3);
    expect(fusion.weights[0][1]).toBeCloseTo(0.8, 0);
  });

  it('gives log-probabilities that add up to one, and certainty that is kept on fresh rows', () => {
    const fusion = fitFusion([strong, weak], [truth], [classCount]);
    const fresh = truthOf(4000, 9);
    const [fused] = fuse(fusion, [head('strong', fresh, 2, 10), head('weak', fresh, 0.8, 11)], [classCount]);
    let expected = 0;
    for (let row = 0; row < fresh.length; row++) {
      const own = fused.subarray(row * classCount, (row + 1) * classCount);
      expect(own.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 4);
      expected += Math.exp(Math.max(...own));
    }
    expect(Math.abs(expected / fresh.length - accuracy(fused, fresh))).toBeLessThan(0.02);
  });

  it('answers a row that no head has seen with uniform belief', () => {
    const absent: HeadScores = {
      name: 'strong',
      levels: [new Float32Array(classCount)],
      present: new Uint8Array(1),
    };
    const fusion = fitFusion([strong], [truth], [classCount]);
    const [fused] = fuse(fusion, [absent], [classCount]);
    for (const value of fused) expect(Math.exp(value)).toBeCloseTo(1 / classCount, 5);
  });

  it('never weighs a head against itself: an opposed head gets zero', () => {
    const opposed = head('opposed', truth, -1, 12);
    expect(fitFusion([strong, opposed], [truth], [classCount]).weights[0][1]).toBe(0);
  });
});

describe('writeVotes', () => {
  it('shares belief by similarity and leaves some for the rest', () => {
    const out = [new Float32Array(3)];
    const near = [
      { similarity: 0.9, labels: [1] },
      { similarity: 0.9, labels: [1] },
      { similarity: 0.5, labels: [2] },
      { similarity: -0.2, labels: [0] },
      { similarity: 0.9, labels: [-1] },
    ];
    writeVotes(near, out);
    const p = [...out[0]].map(Math.exp);
    expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(p[1]).toBeGreaterThan(0.7);
    expect(p[2]).toBeGreaterThan(p[0]);
    expect(p[0]).toBeGreaterThan(0);
  });

  it('says nothing without neighbours', () => {
    const out = [new Float32Array(4)];
    writeVotes([], out);
    for (const value of out[0]) expect(Math.exp(value)).toBeCloseTo(0.25, 6);
  });
});

describe('disagreement', () => {
  it('is 0 for equal beliefs, near 1 for opposite certain ones, and symmetric', () => {
    const left = [4, 0, 0];
    const right = [0, 4, 0];
    expect(disagreement(left, 1, left, 1)).toBeCloseTo(0, 9);
    expect(disagreement(left, 20, right, 20)).toBeCloseTo(1, 6);
    expect(disagreement(left, 1, right, 1)).toBeCloseTo(disagreement(right, 1, left, 1), 12);
    expect(disagreement(left, 0.1, right, 0.1)).toBeLessThan(disagreement(left, 1, right, 1));
  });
});
