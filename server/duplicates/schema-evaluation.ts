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

const filterRecallSchema = z.object({
  /** Share of the held-out decided duplicates that go on, and what it is at least, 95 times of 100. */
  recall: z.number(),
  lower: z.number(),
  /** Products that the held-out duplicates are listings of. */
  products: z.number(),
  /** Held-out pairs: duplicates, others, and the others that go on. */
  same: z.number(),
  others: z.number(),
  othersKept: z.number(),
  /** Whether the lower end reaches what a filter must keep; without that it cannot be put to use. */
  isProven: z.boolean(),
});
export type FilterRecall = z.infer<typeof filterRecallSchema>;

/** What a pair filter learnt from decisions measured on pairs of products that it never saw. */
export const filterMeasuresSchema = filterRecallSchema.extend({
  /** Decided pairs that taught, and undecided ones that the matcher is sure of. */
  learnt: z.number(),
  anchors: z.number(),
  /** Recall that must be shown. */
  recallMin: z.number(),
  /** Candidates of the catalog that words alone found (a sample), and those that it would refuse. */
  candidates: z.object({ asked: z.number(), refused: z.number() }),
  /** All pairs of some listings, and those that would go on. */
  allPairs: z.object({ listings: z.number(), pairs: z.number(), passed: z.number() }),
});
export type FilterMeasures = z.infer<typeof filterMeasuresSchema>;
