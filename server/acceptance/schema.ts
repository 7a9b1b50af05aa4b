import { z } from 'zod';
import { queueSchema } from '#server/review/schema.ts';

export const setPolicySchema = z.object({
  catalogId: z.uuid(),
  queue: queueSchema.default('categories'),
  state: z.enum(['on', 'off']),
  precision: z.number().min(0.8).max(0.999).default(0.98),
  auditShare: z.number().min(0.01).max(0.5).default(0.1),
  reason: z.string().trim().min(3).max(500),
  /** With `off`: also take back everything that still stands by automatic acceptance. */
  giveBack: z.boolean().default(false),
});
export type SetPolicy = z.input<typeof setPolicySchema>;

export interface PolicyView {
  version: number;
  state: 'on' | 'off' | 'closed';
  precision: number;
  alpha: number;
  auditShare: number;
  reason: string;
  setBy: string;
  at: string;
}

export interface StratumView {
  /** Path of the category whose branch it is; null for the rest of the tree. */
  name: string | null;
  /** Lowest probability that is accepted; null: not proven yet. */
  threshold: number | null;
  lower: number;
  audits: number;
  isClosed: boolean;
  /** Suggestions that could be accepted, and that stand accepted now. */
  eligible: number;
  accepted: number;
}

export interface AcceptanceView {
  policy: PolicyView | null;
  history: PolicyView[];
  strata: StratumView[];
  accepted: number;
  returned: number;
  /** Audits that wait in the category queue. */
  waitingAudits: number;
  /** Review hours that acceptance saved, at this catalog's own median pace; null where nobody has decided yet. */
  savedHours: number | null;
}

export const takeBackSchema = z.object({
  catalogId: z.uuid(),
  queue: queueSchema,
  /** The policy's decision. */
  decisionId: z.uuid(),
  /** The next person reads it, the audit keeps it. */
  reason: z.string().trim().min(3).max(300),
});
export type TakeBack = z.input<typeof takeBackSchema>;

export type TakenBack =
  | { ok: true; subjectId: string }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'not-found' | 'undone-already' | 'overtaken' };

/** What a policy decided, newest first, with what taking it back would bring. */
export interface AcceptedView {
  decisionId: string;
  at: string;
  policyVersion: number;
  p: number;
  /** Who took it back: a lead's name, or null for a policy (its alarm, or all at once); absent while it stands. */
  returned: { at: string; by: string | null } | null;
  /** Somebody has decided on it, or built on it, since: it can no longer be taken back alone. */
  isOvertaken: boolean;
  listings: { productId: string; title: string }[];
  /** Of a category: paths of names, before (null: none) and since. */
  before: string | null;
  after: string | null;
}

export interface AcceptedPage {
  items: AcceptedView[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

export const acceptedPageSchema = z.object({
  queue: queueSchema.catch('categories'),
  after: z.uuid().nullish().catch(null),
});
export type AcceptedPageInput = z.output<typeof acceptedPageSchema>;
