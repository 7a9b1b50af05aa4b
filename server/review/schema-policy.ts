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

export const setPolicySchema = reviewPolicySchema.extend({
  /** The version that was edited, 0 where nobody has set one: two leads never overwrite each other unseen. */
  basedOn: z.int32().nonnegative(),
});
export type SetPolicy = z.infer<typeof setPolicySchema>;
export type SetPolicyOutcome = { ok: true; version: number } | { ok: false; reason: 'changed-since' };

export interface PolicyVersion extends ReviewPolicy {
  version: number;
  /** Name of the person. */
  by: string;
  at: string;
}

export interface PolicyInForce {
  policy: ReviewPolicy;
  /** 0: nobody has set one. */
  version: number;
  /** The last twenty, newest first. */
  versions: PolicyVersion[];
  /** Products whose answer is known: without any, a gold share does nothing. */
  goldCount: number;
}
