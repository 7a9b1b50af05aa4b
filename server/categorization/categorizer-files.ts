/** The files of a categorizer: ONNX models of text and pictures, the vocabulary, and the choices that its evaluation made. */
import { z } from 'zod';
import { tableOfWeights } from '#server/evaluation/fold-models.ts';
import { edgesOf } from '#server/evaluation/label-levels.ts';
import type { TrainedLevels, TrainedProduct2vec } from '#server/evaluation/train-text.ts';
import { type BagTable, encodeBagParts } from '#server/inference/bag-graph.ts';
import { encodeKernelRidge, type KernelRidge } from '#server/inference/kernel-ridge.ts';
import type { ByteParts, FileBytes } from '#server/ml/byte-parts.ts';
import type { EvidenceSet, FusedChoices } from '#server/ml/fusion/choices.ts';
import { rowBytes, turnedRows } from '#server/ml/linear/column-rows.ts';
import { encodeTfidf } from '#server/ml/linear/tfidf-codec.ts';

export const calibratorSchema = z.object({
  coefficients: z.tuple([z.number(), z.number(), z.number()]),
  knots: z.array(z.number()),
  levels: z.array(z.number()),
});

const evidenceSetSchema = z.object({
  /** Parts: bit i is `fields[i]`, the next one the picture. */
  mask: z.number().int().nonnegative(),
  rows: z.number(),
  fusion: z.object({ heads: z.array(z.string()), weights: z.array(z.array(z.number())) }),
  scales: z.array(z.number()),
  weights: z.array(z.array(z.number())),
  /** Models trained before it was chosen answer with the likeliest path. */
  decoding: z.enum(['likeliest', 'least distance']).default('likeliest'),
  calibrators: z.array(calibratorSchema),
  thresholds: z.array(z.number().nullable()),
});

export const choicesSchema = z.object({
  version: z.literal(2),
  /** Category ids per level, root first; the index is the class. */
  classes: z.array(z.array(z.string())),
  paths: z.object({ labels: z.array(z.number()), levelCount: z.number(), pathCount: z.number() }),
  /** Names of the text fields. */
  fields: z.array(z.string()),
  /** Version of the encoder whose vectors the picture model reads; null without a picture model. */
  pictureEncoder: z.string().nullable(),
  heads: z.array(z.string()),
  /** Numbers that the kernel serves the text models with; the files hold float32. */
  precision: z.enum(['float32', 'int8']).default('float32'),
  alone: z.array(z.number()),
  sets: z.array(evidenceSetSchema).min(1),
  /** Mean out-of-fold p of each leaf class over the products given it. */
  selfConfidence: z.array(z.number()),
});
export type StoredChoices = z.infer<typeof choicesSchema>;

export function storeChoices(
  about: Pick<StoredChoices, 'classes' | 'fields' | 'pictureEncoder'>,
  fused: FusedChoices,
  selfConfidence: ArrayLike<number>,
): StoredChoices {
  const { labels, levelCount, pathCount } = fused.sets[0].choices.paths;
  return {
    version: 2,
    ...about,
    precision: 'float32',
    paths: { labels: Array.from(labels), levelCount, pathCount },
    heads: fused.heads,
    alone: fused.alone,
    sets: fused.sets.map(({ mask, rows, fusion, choices }) => ({
      mask,
      rows,
      fusion,
      scales: choices.scales,
      weights: choices.weights,
      decoding: choices.decoding ?? 'likeliest',
      calibrators: choices.calibrators,
      thresholds: choices.thresholds,
    })),
    selfConfidence: Array.from(selfConfidence),
  };
}

export function restoreChoices(stored: StoredChoices): FusedChoices {
  const paths = {
    labels: Int32Array.from(stored.paths.labels),
    levelCount: stored.paths.levelCount,
    pathCount: stored.paths.pathCount,
    classCounts: stored.classes.map((level) => level.length),
    edges: edgesOf(stored.classes),
  };
  return {
    heads: stored.heads,
    alone: stored.alone,
    sets: stored.sets.map(
      ({ mask, rows, fusion, ...choices }): EvidenceSet => ({
        mask,
        rows,
        fusion,
        choices: { paths, ...choices },
      }),
    ),
  };
}

/** Name of a level's output. */
export function levelOutput(level: number): string {
  return `level${level + 1}`;
}

export function toTable(weights: Float32Array, columnCount: number, level: number): BagTable {
  return { name: levelOutput(level), ...tableOfWeights(weights, columnCount), unitLength: false };
}

/** Name of the vectors in the file of product2vec; its heads are named as the levels. */
const vectorOutput = 'vector';

function encodeProduct2vec(model: TrainedProduct2vec, columnCount: number): ByteParts {
  const table = { name: vectorOutput, table: model.table, width: model.size, bias: null, unitLength: false };
  const heads = model.heads.map((weights, level) => ({
    name: levelOutput(level),
    reads: vectorOutput,
    weights,
    bias: model.biases[level],
  }));
  return encodeBagParts('categorizer product2vec', columnCount, [table], heads);
}

export function encodeChoices(choices: StoredChoices): Buffer {
  return Buffer.from(JSON.stringify(choices));
}

/**
 * Bytes by role; tables are turned while they are written. `leaf-weights` repeats the leaf table as plain float32, so that words can be shown as reasons;
 * `product2vec` and `pictures` are there where these models are.
 */
export function encodeCategorizer(
  trained: TrainedLevels,
  pictures: KernelRidge | null,
  choices: StoredChoices,
): Record<string, FileBytes> {
  const { product2vec } = trained;
  const { columnCount } = trained.vocabulary;
  const tables = trained.weights.map((weights, level) => toTable(weights, columnCount, level));
  const leaf = turnedRows(trained.weights[trained.weights.length - 1], columnCount).rows;
  const outputs = choices.classes.map((_, level) => levelOutput(level));
  return {
    model: encodeBagParts('categorizer', columnCount, tables),
    vocabulary: Buffer.from(encodeTfidf(trained.vocabulary)),
    choices: encodeChoices(choices),
    'leaf-weights': rowBytes(leaf),
    ...(product2vec ? { product2vec: encodeProduct2vec(product2vec, columnCount) } : {}),
    ...(pictures ? { pictures: encodeKernelRidge('categorizer pictures', pictures, outputs) } : {}),
  };
}
