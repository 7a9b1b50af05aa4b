import { z } from 'zod';

/** A part of a queue. It stands in the address of the page, travels with every claim, and is what a view saves. */
export const queueFilterSchema = z.object({
  /** Why people are asked: suspect, uncertain, missing, disagreement, audit … */
  reason: z.string().max(40).optional(),
  /** Proposed category (of a cluster: a member's category) in this branch of the taxonomy. */
  branch: z.uuid().optional(),
  seller: z.uuid().optional(),
  locale: z.string().max(16).optional(),
  /** Words of title and brand. */
  q: z.string().trim().max(120).optional(),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;

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
