import { z } from 'zod';
import type { Anchor, MeaningLack } from '#server/representation/schema-meaning.ts';
import { queueFilterSchema } from './schema-filter.ts';

/** What crosses the door of the review desk: both queues speak these shapes. */
export const queueSchema = z.enum(['categories', 'duplicates']);
export type Queue = z.infer<typeof queueSchema>;

/** `open`: everybody's queue; `escalated`: what was handed to the leads. */
export const scopeSchema = z.enum(['open', 'escalated']);
export type Scope = z.infer<typeof scopeSchema>;

export const leaseRefSchema = z.object({ itemId: z.uuid(), leaseNumber: z.int().nonnegative() });
export type LeaseRef = z.infer<typeof leaseRefSchema>;

export const claimSchema = z.object({
  catalogId: z.uuid(),
  scope: scopeSchema.default('open'),
  /** Cards to lease now, in one statement. */
  count: z.int().min(1).max(10),
  filter: queueFilterSchema.optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** Two pages of the confirm grid at most: the one in hand and the one behind it. */
export const leasesSchema = z.object({ leases: z.array(leaseRefSchema).max(100) });

/** Why a person hands an item to a lead; the server accepts no other word. */
export const escalationReasonSchema = z.enum([
  'guideline-unclear',
  'category-missing',
  'bad-listing',
  'not-allowed',
  'needs-expert',
]);
export type EscalationReason = z.infer<typeof escalationReasonSchema>;

/** Why an item cannot be told; optional, asked afterwards. */
export const doubtReasonSchema = z.enum(['no-image', 'thin-text', 'foreign-language', 'contradictory']);

/** Common to every answer: which lease, which attempt, how long. */
export const answerBaseSchema = z.object({
  idempotencyKey: z.uuid(),
  itemId: z.uuid(),
  leaseNumber: z.int().nonnegative(),
  /** Revision of the product or cluster that the person saw. */
  subjectRevision: z.int().nonnegative(),
  /** Seconds of work on the card, idle time removed. */
  seconds: z.number().min(0).max(36_000).nullable(),
  idleRemoved: z.boolean(),
  note: z.string().max(2000).optional(),
});
export type AnswerBase = z.infer<typeof answerBaseSchema>;

/** Beside an answer: what to lease once it stands. What cannot be read must not cost the answer: it counts as not asked. */
export const askedNextSchema = z.object({ next: claimSchema.optional().catch(undefined) });

export const skipSchema = z.object({
  itemId: z.uuid(),
  leaseNumber: z.int().nonnegative(),
  idempotencyKey: z.uuid(),
});
export type SkipInput = z.infer<typeof skipSchema>;

export const undoSchema = z.object({
  idempotencyKey: z.uuid(),
  /** Idempotency key of what is undone: known to the browser before the server has answered. */
  targetKey: z.uuid(),
  itemId: z.uuid(),
  kind: z.enum(['decide', 'skip']),
});
export type UndoInput = z.infer<typeof undoSchema>;

/** An item in a person's hand. `leaseMs`: left until it goes back, on no clock in particular. */
export interface Lease extends LeaseRef {
  leaseMs: number;
  /** Revision of the subject as it lies in the hand: goes back with the answer. */
  subjectRevision: number;
}

export interface QueueCounts {
  /** Undecided, free or in somebody's hands. */
  left: number;
  /** Free for me now. */
  free: number;
  mine: number;
  withOthers: number;
  /** Skipped by me and not yet due. */
  skippedByMe: number;
  escalated: number;
  /** Seconds until something becomes free for me: a lease of another ends or a skip is due; null: nothing will. */
  nextFreeSeconds: number | null;
}

/** A person's own figures of the day, idle removed. */
export interface DayFigures {
  decidedToday: number;
  medianSeconds: number | null;
}

export interface ClaimedCards<Card> {
  cards: (Lease & { card: Card })[];
}

export interface QueueStatus {
  counts: QueueCounts;
  figures: DayFigures;
  /** Why what was typed is looked for by its words alone; null where it is also looked for by meaning, or nothing was typed. */
  byWordsOnly: MeaningLack | null;
  /** The product that the filter's `like` names; null where it names none of this catalog. */
  like: Anchor | null;
}

/** After an item whose answer is known. */
export interface Feedback {
  right: boolean;
  pathName: string;
  why: string;
}

export type DecisionOutcome =
  | { ok: true; decisionId: string; repeated: boolean; late: boolean; feedback?: Feedback }
  | { ok: false; reason: 'already-decided'; by: string | null; decisionId: string }
  | { ok: false; reason: 'changed-since'; decisionId: string }
  | { ok: false; reason: 'withdrawn'; decisionId: string }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'key-reused' };

export type UndoOutcome =
  | { ok: true; lease: Lease | null; repeated: boolean }
  | { ok: false; reason: 'not-found' | 'not-yours' | 'already-undone' | 'overtaken' };

export type SkipOutcome = { ok: true } | { ok: false; reason: 'not-held' };
