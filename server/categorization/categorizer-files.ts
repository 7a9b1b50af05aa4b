/** The files of a categorizer: an ONNX model, its vocabulary, and the choices that its evaluation made. */
import { z } from 'zod';
import type { CategorizerChoices } from '#server/evaluation/categorizer-choices.ts';
import type { TrainedLevels } from '#server/evaluation/score-levels.ts';
import { type BagTable, encodeBagModel } from '#server/inference/bag-graph.ts';
import { encodeTfidf } from '#server/ml/linear/tfidf-codec.ts';

const calibratorSchema = z.object({
  coefficients: z.tuple([z.number(), z.number(), z.number()]),
  knots: z.array(z.number()),
  levels: z.array(z.number()),
});

export const choicesSchema = z.object({
  /** Category ids per level, root first; the index is the class. */
  classes: z.array(z.array(z.string())),
  paths: z.object({ labels: z.array(z.number()), levelCount: z.number(), pathCount: z.number() }),
  scales: z.array(z.number()),
  weights: z.array(z.array(z.number())),
  calibrators: z.array(calibratorSchema),
  thresholds: z.array(z.number().nullable()),
  /** Mean out-of-fold p of each leaf class over the products given it. */
  selfConfidence: z.array(z.number()),
});
export type StoredChoices = z.infer<typeof choicesSchema>;

export function storeChoices(
  classes: string[][],
  choices: CategorizerChoices,
  selfConfidence: Float64Array,
): StoredChoices {
  const { labels, levelCount, pathCount } = choices.paths;
  return {
    classes,
    paths: { labels: Array.from(labels), levelCount, pathCount },
    scales: choices.scales,
    weights: choices.weights,
    calibrators: choices.calibrators,
    thresholds: choices.thresholds,
    selfConfidence: Array.from(selfConfidence),
  };
}

export function restoreChoices(stored: StoredChoices): CategorizerChoices {
  return {
    paths: {
      labels: Int32Array.from(stored.paths.labels),
      levelCount: stored.paths.levelCount,
      pathCount: stored.paths.pathCount,
      classCounts: stored.classes.map((level) => level.length),
    },
    scales: stored.scales,
    weights: stored.weights,
    calibrators: stored.calibrators,
    thresholds: stored.thresholds,
  };
}

/** Name of a level's output. */
export function levelOutput(level: number): string {
  return `level${level + 1}`;
}

/** Turns classes × (columns + 1) into a feature-major table and a bias. */
function toTable(weights: Float32Array, columnCount: number, level: number): BagTable {
  const width = weights.length / (columnCount + 1);
  const table = new Float32Array(columnCount * width);
  const bias = new Float32Array(width);
  for (let label = 0; label < width; label++) {
    const from = label * (columnCount + 1);
    for (let column = 0; column < columnCount; column++)
      table[column * width + label] = weights[from + column];
    bias[label] = weights[from + columnCount];
  }
  return { name: levelOutput(level), table, width, bias, unitLength: false };
}

/** Bytes by role. `leaf-weights` repeats the leaf table as plain float32, so that words can be shown as reasons. */
export function encodeCategorizer(trained: TrainedLevels, choices: StoredChoices): Record<string, Buffer> {
  const { columnCount } = trained.vocabulary;
  const tables = trained.weights.map((weights, level) => toTable(weights, columnCount, level));
  const leaf = tables[tables.length - 1].table;
  return {
    model: encodeBagModel('categorizer', columnCount, tables),
    vocabulary: Buffer.from(encodeTfidf(trained.vocabulary)),
    choices: Buffer.from(JSON.stringify(choices)),
    'leaf-weights': Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength),
  };
}
