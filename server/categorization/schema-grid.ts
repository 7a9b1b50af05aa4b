import { z } from 'zod';
import { leaseRefSchema } from '#server/review/schema.ts';
import { queueFilterSchema } from '#server/review/schema-filter.ts';

/** The confirm grid, and selections of many items decided in one act. */
export interface CategoryGroup {
  categoryId: string;
  name: string;
  pathName: string;
  /** Free items for which this category is proposed. */
  count: number;
}

export const claimGridSchema = z.object({
  catalogId: z.uuid(),
  categoryId: z.uuid(),
  filter: queueFilterSchema.optional(),
  count: z.int().min(1).max(48),
});
export type ClaimGrid = z.infer<typeof claimGridSchema>;

/** One page of the grid: what is confirmed, and what was marked as an exception. */
export const confirmGridSchema = z.object({
  /** Made by the browser: repeating the request decides nothing twice. */
  bulkId: z.uuid(),
  catalogId: z.uuid(),
  categoryId: z.uuid(),
  /** Seconds of work on the page, idle time removed. */
  seconds: z.number().min(0).max(36_000).nullable(),
  confirmed: z.array(leaseRefSchema.extend({ subjectRevision: z.int().nonnegative() })).max(48),
  exceptions: z.array(leaseRefSchema).max(48),
});
export type ConfirmGrid = z.infer<typeof confirmGridSchema>;

export const freezeSelectionSchema = z.object({
  catalogId: z.uuid(),
  filter: queueFilterSchema.extend({ category: z.uuid().optional() }),
});
export type FreezeSelection = z.infer<typeof freezeSelectionSchema>;

export const bulkActSchema = z.object({
  act: z.enum(['confirm', 'undo']),
  /** A confirmation says how many it means: the number that was on the screen. */
  typed: z.int().nonnegative().optional(),
});

/** Where a selection stands. `waiting` of a confirmation, and `done` of an undo, go on with the next request. */
export interface Selection {
  bulkId: string;
  state: 'frozen' | 'confirmed' | 'undone';
  total: number;
  waiting: number;
  done: number;
  /** Somebody else had them meanwhile, or they had changed. */
  left: number;
  undone: number;
  categories: { categoryId: string; pathName: string; count: number }[];
  sample: { productId: string; title: string; pathName: string; given: string | null }[];
}

export type SelectionOutcome =
  | { ok: true; selection: Selection }
  | { ok: false; reason: 'not-found' | 'count-differs' };
