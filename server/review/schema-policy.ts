import { z } from 'zod';

const shareSchema = z.number().min(0).max(0.5);

/** How much of the work measures the work: parts of 1, set by a lead for a catalog. */
export const reviewPolicySchema = z.object({
  /** Shown without a proposal, to measure how far proposals sway people. */
  blindShare: shareSchema.default(0),
  /** Decided items that another person judges again without knowing the first answer. */
  secondShare: shareSchema.default(0),
  /** Items whose answer is known, unmarked among the others. */
  goldShare: shareSchema.default(0),
});
export type ReviewPolicy = z.infer<typeof reviewPolicySchema>;
