import { z } from 'zod';

const answersSchema = z.object({
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  /** Mean logistic loss: what calibration and ranking cost together; less is better. */
  logLoss: z.number(),
});
export type PairAnswers = z.infer<typeof answersSchema>;

const clusterChangesSchema = z.object({
  unchanged: z.number(),
  grown: z.number(),
  split: z.number(),
  merged: z.number(),
  gone: z.number(),
  added: z.number(),
});
export type ClusterChanges = z.infer<typeof clusterChangesSchema>;

/** What a retrained pair matcher measured on pairs of products that it never saw, beside the matcher in use. */
export const pairMeasuresSchema = z.object({
  /** Decided pairs by part. */
  pairs: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  /** True duplicates among the test pairs. */
  duplicates: z.number(),
  /** Pairs of the catalog that nobody decided, answered by the matcher in use, that keep the new one from forgetting. */
  anchors: z.number(),
  /** From which p a pair counts as a duplicate here. */
  threshold: z.number(),
  own: answersSchema,
  inUse: answersSchema.extend({ name: z.string() }),
  /** What its promotion would do to the proposed clusters; null where the catalog is too large to try. */
  clusters: clusterChangesSchema.nullish(),
});
export type PairMeasures = z.infer<typeof pairMeasuresSchema>;
