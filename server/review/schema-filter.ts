import { z } from 'zod';
import type { MeaningPlace } from '#server/representation/schema-meaning.ts';

/** What was typed into a search: control characters and halves of letters, which no database takes as text, are blanks. */
export const typedWordsSchema = z
  .string()
  .transform((typed) => typed.replace(/\p{Cc}|\p{Cs}/gu, ' ').trim())
  .pipe(z.string().max(120));

/** A part of a queue. It stands in the address of the page, travels with every claim, and is what a view saves. */
export const queueFilterSchema = z.object({
  /** Why people are asked: suspect, uncertain, missing, disagreement, audit … */
  reason: z.string().max(40).optional(),
  /** Proposed category (of a cluster: a member's category) in this branch of the taxonomy. */
  branch: z.uuid().optional(),
  seller: z.uuid().optional(),
  locale: z.string().max(16).optional(),
  /** Words of title and brand, or what means the same. */
  q: typedWordsSchema.optional(),
  /** `words`: what was typed must stand there; nothing by meaning. */
  by: z.literal('words').optional().catch(undefined),
  /** Products (clusters with a member) near this product by their vectors, nearest first. */
  like: z.uuid().optional(),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;

/**
 * A filter with what its words mean, where that is known, and the categories that they name in any language: made by the server, never
 * read from outside.
 */
export type SoughtFilter = QueueFilter & { meaning?: MeaningPlace; named?: readonly string[] };

export interface FacetValue {
  value: string;
  name: string;
  count: number;
}

/** What a queue can be narrowed to, with the items that are left in each. */
export interface QueueFacets {
  reasons: FacetValue[];
  branches: FacetValue[];
  sellers: FacetValue[];
  locales: FacetValue[];
}

export const savedViewSchema = z.object({
  name: z.string().trim().min(1).max(60),
  filter: queueFilterSchema,
});
export const savedViewsSchema = z.array(savedViewSchema).max(30);
export type SavedView = z.infer<typeof savedViewSchema>;
