/** What a model says of itself. Kept with its files; nothing is loaded whose bytes do not match. */
import { z } from 'zod';

export const modelKinds = [
  'categorizer',
  'embedder',
  'pair-filter',
  'pair-matcher',
  'image-encoder',
  'attributes',
] as const;
export const modelKindSchema = z.enum(modelKinds);
export type ModelKind = z.infer<typeof modelKindSchema>;

const fileSchema = z.object({
  /** Role of the file, for example 'model' or 'vocabulary'. */
  role: z.string().regex(/^[a-z][a-z0-9-]*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
});

export const manifestSchema = z.object({
  kind: modelKindSchema,
  name: z.string().min(1),
  featureVersion: z.string().min(1),
  files: z.array(fileSchema).min(1),
  /** What it was trained on: dataset id and hash, rows, whose labels. */
  trainedOn: z.record(z.string(), z.unknown()),
  /** Measures, with the words 'provisional' and by which split. */
  evaluation: z.record(z.string(), z.unknown()).nullable(),
  /** Versions that made it: node, onnxruntime, operator set. */
  madeBy: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
