import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { aimFusion } from './aim-fusion.ts';
import { fitFusion, fuse, type HeadScores } from './fuse.ts';

const classCount = 60;

/**
 * A head that is right in nine rows of ten by half a unit, unless a rival is about as near, and far off in the others, as
 * margins are; and one that knows a little of every class.
 */
function makeHeads(rows: number, seed: number): { heads: HeadScores[]; truth: Int32Array } {
  const rng = makeRng(seed);
  const truth = Int32Array.from({ length: rows }, () => rng.below(classCount));
  const margins = new Float32Array(rows * classCount).fill(-1);
  const tail = Float32Array.from({ length: rows * classCount }, () => rng.normal());
  truth.forEach((label, row) => {
    const isFarOff = rng.below(10) === 0;
    const answer = isFarOff ? (label + 1 + rng.below(classCount - 1)) % classCount : label;
    margins[row * classCount + answer] += isFarOff ? 2 : 0.5;
    if (rng.below(3) === 0) margins[row * classCount + rng.below(classCount)] = -0.45;
    tail[row * classCount + label] += 1.5;
  });
  const present = new Uint8Array(rows).fill(1);
  return {
    truth,
    heads: [
      { name: 'margins', levels: [margins], present },
      { name: 'tail', levels: [tail], present },
    ],
  };
}

function shareRight(scores: Float32Array, truth: Int32Array): number {
  const right = truth.filter((label, row) => {
    const own = scores.subarray(row * classCount, (row + 1) * classCount);
    return own.every((score) => score <= own[label]);
  });
  return right.length / truth.length;
}

describe('aimed weights of heads', () => {
  const { heads, truth } = makeHeads(1500, 1);
  const likeliest = fitFusion(heads, [truth], [classCount]);
  const aimed = aimFusion(likeliest, heads, [truth], [classCount]);

  it('are right more often than the likeliest on rows not seen, where a tail speaks too loudly', () => {
    const other = makeHeads(3000, 2);
    const rightOf = (fusion: typeof aimed): number =>
      shareRight(fuse(fusion, other.heads, [classCount])[0], other.truth);
    expect(rightOf(aimed)).toBeGreaterThan(rightOf(likeliest) + 0.03);
  });

  it('ask for no unit: a head in eighths is weighed eightfold', () => {
    const small = heads.map((head, at) =>
      at === 1 ? { ...head, levels: head.levels.map((level) => level.map((score) => score / 8)) } : head,
    );
    const own = aimFusion(fitFusion(small, [truth], [classCount]), small, [truth], [classCount]);
    const [[margins, tail]] = own.weights;
    const [[marginsThen, tailThen]] = aimed.weights;
    expect(tail / margins / 8 / (tailThen / marginsThen)).toBeCloseTo(1, 1);
  });

  it('stay the likeliest where nothing is better, where rows are few, and of one head', () => {
    const few = makeHeads(150, 3);
    const fusion = fitFusion(few.heads, [few.truth], [classCount]);
    expect(aimFusion(fusion, few.heads, [few.truth], [classCount])).toEqual(fusion);
    const [, tail] = heads;
    const alone = fitFusion([tail], [truth], [classCount]);
    expect(aimFusion(alone, [tail], [truth], [classCount])).toEqual(alone);
    const strong = { ...tail, levels: [tail.levels[0].slice()] };
    for (const [row, label] of truth.entries()) strong.levels[0][row * classCount + label] += 20;
    const sure = fitFusion([strong, tail], [truth], [classCount]);
    const answers = fuse(
      aimFusion(sure, [strong, tail], [truth], [classCount]),
      [strong, tail],
      [classCount],
    );
    expect(shareRight(answers[0], truth)).toBe(1);
  });

  it('leave rows without a label out', () => {
    const unknown = truth.map((label, row) => (row % 3 === 0 ? -1 : label));
    const found = aimFusion(likeliest, heads, [unknown], [classCount]);
    expect(found.weights[0].every(Number.isFinite)).toBe(true);
    expect(aimFusion(likeliest, heads, [truth.map(() => -1)], [classCount])).toEqual(likeliest);
  });
});
