import { z } from 'zod';

export const setValueSchema = z.object({
  catalogId: z.uuid(),
  categoryId: z.uuid(),
  /** Null: back to the summed popularity. */
  value: z.number().min(0).max(1e15).nullable(),
});
export type SetValue = z.input<typeof setValueSchema>;

export const listValuesSchema = z.object({
  catalog: z.uuid().optional(),
  /** Part of the category's path. */
  q: z.string().trim().max(100).default(''),
});

export interface CategoryValueView {
  categoryId: string;
  name: string;
  isLeaf: boolean;
  products: number;
  /** Summed popularity of its products, each at least 1. */
  byPopularity: number;
  /** What somebody set for it; null where nobody did. */
  own: number | null;
  setBy: string | null;
}

export const drawBatchSchema = z.object({
  catalogId: z.uuid(),
  /** Products for the categorizer, or clusters for the pair matcher. */
  queue: z.enum(['categories', 'duplicates']).default('categories'),
  /** Choosing compares each with twenty times as many: half a second at the most. */
  size: z.number().int().min(10).max(300).default(100),
});
export type DrawBatch = z.input<typeof drawBatchSchema>;
