/**
 * Whether a categorizer's text models are served with float32 or int8 numbers (ml/embedding/small-vectors.ts). int8 is a quarter
 * of the size and several times as fast (`npm run bench -- categorize … --only desk`); it is taken where it changes next to no answer. The loss is measured on held-out
 * answers: training rows are answered with more certainty than any other product will be, and would say too little. So what
 * int8 changes in the scores that the final models give a row is added to that row's held-out scores.
 */
import { masksOf } from '#server/evaluation/evidence-sets.ts';
import { FoldModel } from '#server/evaluation/fold-models.ts';
import { answerFused } from '#server/evaluation/fused-choices.ts';
import { textHeads } from '#server/evaluation/heads.ts';
import type { InputRows, TextScores } from '#server/evaluation/score-levels.ts';
import type { TrainedLevels } from '#server/evaluation/train-text.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { spreadEvenly } from '#server/ml/spread-evenly.ts';
import type { PrecisionMeasures } from './schema-evaluation.ts';

/** Rows that the loss is measured on. */
const rowsMax = 4000;
/** Least share of equal first answers, at every level. */
export const equalMin = 0.999;

/** Rows of the held-out ones that the loss is measured on, spread evenly. */
export function sampleHeld(rows: readonly number[]): number[] {
  return spreadEvenly(rows.length, rowsMax);
}

/** The held-out scores of some rows, with what int8 changes in those of the final models. */
function changed(
  held: readonly HeadScores[],
  rows: readonly number[],
  exact: readonly HeadScores[],
  small: readonly HeadScores[],
  classCounts: readonly number[],
): { before: HeadScores[]; after: HeadScores[] } {
  const take = (head: HeadScores): HeadScores => ({
    name: head.name,
    present: Uint8Array.from(rows, (row) => head.present[row]),
    levels: classCounts.map((count, level) => {
      const out = new Float32Array(rows.length * count);
      rows.forEach((row, at) =>
        out.set(head.levels[level].subarray(row * count, (row + 1) * count), at * count),
      );
      return out;
    }),
  });
  const before = held.map(take);
  const after = before.map((head) => {
    const [own, other] = [exact, small].map((heads) => heads.find(({ name }) => name === head.name));
    if (!own || !other) return head;
    const levels = head.levels.map((scores, level) =>
      scores.map((score, at) => score + other.levels[level][at] - own.levels[level][at]),
    );
    return { ...head, levels };
  });
  return { before, after };
}

/** What is compared: rows, their held-out heads, and what the final models say of them in float32. */
export interface Compared {
  sample: InputRows;
  /** Heads of all held-out rows, and which of these the sample is. */
  heads: readonly HeadScores[];
  places: readonly number[];
  exact: TextScores;
}

/** Measures what int8 changes, and says which to serve. */
export async function choosePrecision(
  trained: TrainedLevels,
  fused: FusedChoices,
  { sample, heads, places, exact }: Compared,
  threads: number,
): Promise<PrecisionMeasures> {
  const { classCounts } = fused.sets[0].choices.paths;
  const model = await FoldModel.place(trained);
  const small = await model.score(sample.documents, threads);
  const { before, after } = changed(
    heads,
    places,
    textHeads(exact, classCounts),
    textHeads(small, classCounts),
    classCounts,
  );
  const masks = masksOf(sample);
  const [asExact, asSmall] = [before, after].map((own) => answerFused(fused, own, masks).levels);
  const equal = asExact.map(
    (level, at) =>
      level.top.filter((top, row) => top[0] === asSmall[at].top[row][0]).length / Math.max(1, places.length),
  );
  return {
    chosen: equal.every((share) => share >= equalMin) ? 'int8' : 'float32',
    rows: places.length,
    equal,
    float32Bytes: 4 * model.bytes,
    int8Bytes: model.bytes,
  };
}
