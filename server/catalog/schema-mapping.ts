/** Sellers' own categories and what people say they are in the target taxonomy. */
import { z } from 'zod';

export const reviewMappingSchema = z
  .object({
    catalogId: z.uuid(),
    sellerCategoryId: z.uuid(),
    /** accept: the proposal; change: another category; out-of-scope: no retail product; forget: open again. */
    answer: z.enum(['accept', 'change', 'out-of-scope', 'forget']),
    categoryId: z.uuid().nullish(),
    /** What stood on the screen, kept with the answer. */
    proposedId: z.uuid().nullish(),
    votes: z.number().int().nonnegative().default(0),
    voters: z.number().int().nonnegative().default(0),
  })
  .refine((input) => ['accept', 'change'].includes(input.answer) === (input.categoryId != null), {
    message: 'a category belongs to accept and change, and only to them',
  });
export type ReviewMapping = z.infer<typeof reviewMappingSchema>;

export const undoMappingSchema = z.object({ catalogId: z.uuid(), reviewId: z.uuid() });
export type UndoMapping = z.infer<typeof undoMappingSchema>;

export type MappingState = 'new' | 'exact' | 'mapped' | 'out-of-scope' | 'refused';
