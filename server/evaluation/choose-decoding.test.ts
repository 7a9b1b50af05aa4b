import { describe, expect, it } from 'vitest';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import { collectPaths } from '#server/ml/hierarchy/decode-paths.ts';
import { type Decoding, pathDistance } from '#server/ml/hierarchy/least-distance.ts';
import { makeRng } from '#server/ml/rng.ts';
import { makeChoices } from './categorizer-choices.ts';
import { chooseDecoding } from './choose-decoding.ts';

/** Two branches of three leaves each. */
const leafCount = 6;
const branchOf = (leaf: number): number => Math.floor(leaf / 3);
const leaves = Array.from({ length: leafCount }, (_, leaf) => leaf);
const paths = collectPaths([leaves.map(branchOf), leaves], [2, leafCount]);
const truthOf = (labels: number[]): Int32Array[] => [
  Int32Array.from(labels, (leaf) => (leaf < 0 ? -1 : branchOf(leaf))),
  Int32Array.from(labels),
];
const times = <Value>(count: number, values: Value[]): Value[] =>
  Array.from({ length: count }, () => values).flat();

describe('the way of decoding', () => {
  it('is least distance where mistakes come nearer and no first answer is lost beyond chance', () => {
    // Wrong either way: in the other branch, or beside the truth.
    const nearer = { likeliest: times(20, [4, 0]), nearest: times(20, [1, 0]) };
    expect(chooseDecoding(paths, nearer, truthOf(times(20, [0, 0])))).toBe('least distance');
    // As near on average over all, and rows of unknown truth say nothing.
    expect(chooseDecoding(paths, nearer, truthOf(times(20, [-1, 0])))).toBe('likeliest');
  });

  it('is the likeliest where first answers are lost, or where what is gained may be chance', () => {
    // Two in three rows come nearer, one is lost.
    const lost = { likeliest: times(20, [4, 4, 0]), nearest: times(20, [1, 1, 1]) };
    expect(chooseDecoding(paths, lost, truthOf(times(20, [0, 0, 0])))).toBe('likeliest');
    const once = { likeliest: [4, ...times(30, [0])], nearest: [1, ...times(30, [0])] };
    expect(chooseDecoding(paths, once, truthOf(times(31, [0])))).toBe('likeliest');
    expect(chooseDecoding(paths, { likeliest: [], nearest: [] }, truthOf([]))).toBe('likeliest');
  });

  it.each([
    // A first answer of .2 is given up for .08: nearer, but less often right.
    { lone: 0.2, decoding: 'likeliest' },
    { lone: 0.081, decoding: 'least distance' },
  ] as const)('is learnt on held-out scores, with a calibration of its own answers ($decoding)', (wanted) => {
    // Truths are drawn from the very distributions that are scored: half of what is believed lies in one branch, spread over its
    // leaves, and the likeliest leaf lies in the other.
    const rng = makeRng(5);
    const rows = 3000;
    const counts = [4, 40];
    const parents = Array.from({ length: 40 }, (_, leaf) => Math.floor(leaf / 10));
    const drawn = Array.from({ length: rows }, () => {
      const [lone, other] = [rng.below(40), rng.below(4)];
      const p = parents.map(
        (parent, leaf) => (leaf === lone ? wanted.lone : 0) + (parent === other ? 0.08 : 0.0001),
      );
      const total = p.reduce((sum, one) => sum + one, 0);
      let left = rng.next() * total;
      const label = p.findIndex((one) => {
        left -= one;
        return left < 0;
      });
      const above = [0, 1, 2, 3].map((branch) =>
        p.reduce((sum, one, leaf) => sum + (parents[leaf] === branch ? one : 0), 0),
      );
      return { label, logs: [above, p].map((level) => level.map((one) => Math.log(one / total))) };
    });
    const labels = drawn.map(({ label }) => label);
    const truth = [Int32Array.from(labels, (leaf) => parents[leaf]), Int32Array.from(labels)];
    const scores = counts.map((_, level) => Float32Array.from(drawn.flatMap(({ logs }) => logs[level])));
    const training = [Int32Array.from(parents), Int32Array.from(parents, (_, leaf) => leaf)];
    const chosen = makeChoices(scores, truth, training, counts);
    expect(chosen.decoding).toBe(wanted.decoding);
    const heads = ['text'];
    const answerBy = (decoding: Decoding): { right: number; p: number; distance: number } => {
      const set = { mask: 0, rows, fusion: { heads, weights: [[1], [1]] }, choices: { ...chosen, decoding } };
      const answerer = new RowAnswerer({ heads, alone: [1], sets: [set] });
      const present = new Uint8Array(rows).fill(1);
      const sums = { right: 0, p: 0, distance: 0 };
      for (let row = 0; row < rows; row++) {
        answerer.load([{ name: 'text', levels: scores, present }], row, 0);
        const { top, p } = answerer.answers[1];
        sums.right += Number(top[0] === labels[row]) / rows;
        sums.p += p / rows;
        const own = truth.map((level) => level[row]);
        sums.distance += pathDistance(chosen.paths, answerer.path(decoding), own) / rows;
      }
      return sums;
    };
    const [likeliest, nearest] = [answerBy('likeliest'), answerBy('least distance')];
    expect(nearest.distance).toBeLessThan(likeliest.distance - 0.3);
    if (wanted.lone > 0.1) expect(nearest.right).toBeLessThan(likeliest.right);
    const used = answerBy(wanted.decoding);
    expect(Math.abs(used.p - used.right)).toBeLessThan(0.015);
  });
});
