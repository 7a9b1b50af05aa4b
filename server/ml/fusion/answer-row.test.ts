import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calibrated, softmaxInto } from '../calibrate/calibrate.ts';
import { collectPaths, largestIndices, PathDecoder } from '../hierarchy/decode-paths.ts';
import { LeastDistance } from '../hierarchy/least-distance.ts';
import { makeRng } from '../rng.ts';
import { RowAnswerer } from './answer-row.ts';
import type { FusedChoices } from './choices.ts';
import { fuse, type HeadScores } from './fuse.ts';
import { SummaryTable, summaryWidth } from './summary-table.ts';

const rowCount = 12;
const counts = [3, 9];

/** Two evidence sets over two or three heads, some rows of which nobody has seen. */
function someProblem(seed: number, names: readonly string[]): { fused: FusedChoices; heads: HeadScores[] } {
  const rng = makeRng(seed);
  const leaves = Int32Array.from({ length: 40 }, () => rng.below(counts[1]));
  const paths = collectPaths([leaves.map((leaf) => leaf % counts[0]), leaves], counts);
  const setOf = (mask: number): FusedChoices['sets'][number] => ({
    ...{ mask, rows: 100 },
    fusion: { heads: [...names], weights: counts.map(() => names.map(() => rng.next() + 0.2)) },
    choices: {
      ...{ paths, scales: counts.map(() => 0.5 + rng.next()) },
      weights: [
        [1, 0.5],
        [rng.below(2), 1],
      ],
      calibrators: counts.map(() => ({ coefficients: [0.1, 0.9, rng.next()], knots: [], levels: [] })),
      thresholds: [0.6, rng.below(2) ? null : 0.5],
      ...(mask > 0 && { decoding: 'least distance' as const }),
    },
  });
  const heads = names.map((name): HeadScores => {
    const present = Uint8Array.from({ length: rowCount }, () => (rng.next() < 0.7 ? 1 : 0));
    const levels = counts.map((count) =>
      Float32Array.from({ length: rowCount * count }, (_, at) =>
        present[Math.floor(at / count)] ? 3 * rng.normal() : 0,
      ),
    );
    return { name, levels, present };
  });
  return { fused: { heads: [...names], alone: names.map(() => 1.5), sets: [setOf(0), setOf(3)] }, heads };
}

const cases = fc.tuple(
  fc.integer({ min: 1, max: 9999 }),
  fc.constantFrom(['text', 'image'], ['text', 'product2vec', 'image']),
);

it('answers a row as fusing, decoding and calibrating all rows one after the other do', () => {
  fc.assert(
    fc.property(cases, ([seed, names]) => {
      const { fused, heads } = someProblem(seed, names);
      // Heads in another order, and one that was not chosen, change nothing.
      const answerer = new RowAnswerer(fused);
      const given = [{ ...heads[0], name: 'another' }, ...heads.toReversed()];
      for (const [place, { fusion, choices }] of fused.sets.entries()) {
        const scores = fuse(fusion, heads, counts);
        const decoder = new PathDecoder(choices.paths, choices.scales);
        const tree = new LeastDistance(choices.paths);
        for (let row = 0; row < rowCount; row++) {
          answerer.load(given, row, place);
          decoder.load(scores, row);
          const isSeen = heads.some(({ present }) => present[row] === 1);
          const marginals = choices.weights.map((weights, level) => decoder.marginal(level, weights));
          const [likeliest] = largestIndices(marginals[1], 1);
          const leafLabel = choices.decoding
            ? tree.label(tree.best(decoder.pathShares(choices.weights[1])), 1)
            : likeliest;
          counts.forEach((count, level) => {
            const marginal = marginals[level];
            const ordered = largestIndices(marginal, count);
            // The answer, and behind it all others as likely as they are.
            const label = level === 1 ? leafLabel : ordered[0];
            const top = [label, ...ordered.filter((one) => one !== label)].slice(0, 5);
            const [first, second] = top.map((one) => marginal[one]);
            const p = isSeen ? calibrated(choices.calibrators[level], first, second) : 1 / count;
            expect(answerer.answers[level]).toEqual({ top, first, second, p });
            expect(answerer.scores[level]).toEqual(scores[level].slice(row * count, (row + 1) * count));
          });
          const summary = answerer.summarise(2);
          // Accepted to a depth: only levels whose answer is the leaf's own parent.
          const passes = [leafLabel % counts[0], leafLabel].map((label, level) => {
            const { top, p } = answerer.answers[level];
            const threshold = choices.thresholds[level];
            return threshold !== null && p >= threshold && top[0] === label;
          });
          expect(summary.depthOk).toBe([...passes, false].indexOf(false));
          const leaf = softmaxInto(answerer.scores[1], choices.scales[1], new Float64Array(counts[1]));
          expect(summary.strongest).toEqual(largestIndices(leaf, 8));
          expect(summary.pGiven).toBe(leaf[2]);
          const seen = ['text', 'image'].filter(
            (name) => heads.find((head) => head.name === name)?.present[row],
          );
          expect(summary.opinions.map(({ name }) => name)).toEqual(seen);
          expect(summary.disagreement === null).toBe(seen.length < 2);
          const entropy = leaf.reduce((sum, one) => sum - (one > 0 ? one * Math.log(one) : 0), 0);
          expect(summary.entropy).toBeCloseTo(entropy, 9);
          const table = new SummaryTable(new Float64Array(2 * summaryWidth));
          table.write(1, summary);
          expect(table.read(1)).toEqual(summary);
        }
      }
    }),
    { numRuns: 20 },
  );
});
