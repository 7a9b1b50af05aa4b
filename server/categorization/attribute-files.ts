/** The files of a model of attributes: ONNX, the vocabulary, and names, values and choices of each attribute. */
import { z } from 'zod';
import type { LearntAttributes } from '#server/evaluation/learn-attributes.ts';
import { encodeBagModel } from '#server/inference/bag-graph.ts';
import { encodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import { calibratorSchema, toTable } from './categorizer-files.ts';

const attributeSchema = z.object({
  key: z.string(),
  name: z.string(),
  values: z.array(z.string()),
  rows: z.number(),
  choices: z.object({
    weights: z.tuple([z.number(), z.number()]),
    calibrator: calibratorSchema,
    pMost: z.number(),
    threshold: z.number().nullable(),
    statedScale: z.number(),
    statedCalibrator: calibratorSchema,
    statedShare: z.number(),
  }),
});

export const storedAttributesSchema = z.object({
  version: z.literal(1),
  attributes: z.array(attributeSchema).min(1),
});
export type StoredAttribute = z.infer<typeof attributeSchema>;

/** Places of an attribute's two outputs among the model's levels. */
export const valuesAt = (attribute: number): number => 2 * attribute;
export const statedAt = (attribute: number): number => 2 * attribute + 1;

/** Bytes by role. */
export function encodeAttributes(learnt: LearntAttributes): Record<string, Buffer> {
  const { columnCount } = learnt.vocabulary;
  const tables = learnt.attributes.flatMap(({ weights }, at) => [
    toTable(weights.values, columnCount, valuesAt(at)),
    toTable(weights.stated, columnCount, statedAt(at)),
  ]);
  const attributes = learnt.attributes.map(({ weights: _weights, ...stored }): StoredAttribute => stored);
  return {
    model: encodeBagModel('attributes', columnCount, tables),
    vocabulary: Buffer.from(encodeTfidf(learnt.vocabulary)),
    choices: Buffer.from(JSON.stringify({ version: 1, attributes })),
  };
}
