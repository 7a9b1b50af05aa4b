/**
 * Whether a categorizer's text models are served with float32 or int8 numbers (ml/embedding/small-vectors.ts). int8 is a quarter
 * of the size and several times as fast; it is taken where it changes next to no answer. The loss is measured on held-out
 * answers: training rows are answered with more certainty than any other product will be, and would say too little. So what
 * int8 changes in the scores that the final models give a row is added to that row's held-out scores.
 */
import { TextScorer } from '#server/compute/read-texts.ts';
import { masksOf } from '#server/evaluation/evidence-sets.ts';
import { answerFused, type FusedChoices } from '#server/evaluation/fused-choices.ts';
import { textHeads } from '#server/evaluation/heads.ts';
import type { InputRows, TextScores } from '#server/evaluation/score-levels.ts';
import { openBagBytes } from '#server/inference/bag-model.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import type { TfidfModel } from '#server/ml/linear/tfidf.ts';
import { levelOutput } from './categorizer-files.ts';
import type { PrecisionMeasures } from './schema-evaluation.ts';

/** Rows that the loss is measured on. */
const rowsMax = 4000;
/** Least share of equal first answers, at every level. */
export const equalMin = 0.999;

/** Bytes of the text models, as encodeCategorizer makes them. */
export interface TextFiles {
  model: Buffer;
  product2vec: Buffer | null;
}

async function scoreWith(
  files: TextFiles,
  precision: 'float32' | 'int8',
  vocabulary: TfidfModel,
  input: InputRows,
  levelCount: number,
  threads: number,
): Promise<{ scores: TextScores; bytes: number; seconds: number } | null> {
  const bytes = [files.model, ...(files.product2vec ? [files.product2vec] : [])];
  const parts = await Promise.all(bytes.map(async (file) => (await openBagBytes(file, precision)).parts));
  const placed = parts.flatMap((part) => part ?? []);
  // Where onnxruntime serves the files there is nothing to choose.
  if (placed.length < parts.length) return null;
  const scorer = new TextScorer(vocabulary, placed);
  await scorer.score(input.documents.slice(0, 200), 1);
  const startedAt = performance.now();
  const { known, outputs } = await scorer.score(input.documents, threads);
  const seconds = (performance.now() - startedAt) / 1000;
  const toLevels = (of: Record<string, Float32Array>): Float32Array[] =>
    Array.from({ length: levelCount }, (_, level) => of[levelOutput(level)]);
  return {
    scores: {
      known,
      linear: toLevels(outputs[0]),
      product2vec: outputs[1] ? toLevels(outputs[1]) : null,
    },
    bytes: placed.reduce(
      (sum, { size, columnCount, small }) => sum + size * columnCount * (small ? 1 : 4),
      0,
    ),
    seconds,
  };
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

/**
 * Measures both, and says which to serve.
 * @param held rows and their held-out scores; `rows` of them are places in `input`
 */
export async function choosePrecision(
  files: TextFiles,
  vocabulary: TfidfModel,
  fused: FusedChoices,
  input: InputRows,
  held: { rows: readonly number[]; heads: readonly HeadScores[] },
  threads: number,
): Promise<PrecisionMeasures | null> {
  const { classCounts } = fused.sets[0].choices.paths;
  const stride = Math.max(1, held.rows.length / rowsMax);
  const places = Array.from({ length: Math.min(held.rows.length, rowsMax) }, (_, at) =>
    Math.floor(at * stride),
  );
  const rows = places.map((place) => held.rows[place]);
  const sample: InputRows = {
    documents: rows.map((row) => input.documents[row]),
    pictures: input.pictures && rows.map((row) => input.pictures?.[row] ?? null),
  };
  const measure = (precision: 'float32' | 'int8') =>
    scoreWith(files, precision, vocabulary, sample, classCounts.length, threads);
  const exact = await measure('float32');
  const small = exact && (await measure('int8'));
  if (!small) return null;
  const { before, after } = changed(
    held.heads,
    places,
    textHeads(exact.scores, classCounts),
    textHeads(small.scores, classCounts),
    classCounts,
  );
  const masks = masksOf(sample);
  const [asExact, asSmall] = [before, after].map((heads) => answerFused(fused, heads, masks).levels);
  const equal = asExact.map(
    (level, at) =>
      level.top.filter((top, row) => top[0] === asSmall[at].top[row][0]).length / Math.max(1, places.length),
  );
  const variant = ({ bytes, seconds }: { bytes: number; seconds: number }) => ({
    bytes,
    rowsPerSecond: Math.round(places.length / Math.max(1e-9, seconds)),
  });
  return {
    chosen: equal.every((share) => share >= equalMin) ? 'int8' : 'float32',
    rows: places.length,
    equal,
    float32: variant(exact),
    int8: variant(small),
  };
}
