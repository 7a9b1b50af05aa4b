import { z } from 'zod';
import { answerBaseSchema, doubtReasonSchema, escalationReasonSchema } from '#server/review/schema.ts';
import type { AskedReason } from '#server/review/schema-asked.ts';
import type { CardProduct } from '#server/review/schema-product.ts';
import type { SuggestedAttribute } from './schema-attributes.ts';

/** The category card, and the answers a person can give to it. */
export interface CategoryOption {
  /** 1 is the proposal: the key that takes it. */
  number: number;
  categoryId: string;
  name: string;
  /** From the root, joined by ' > '. */
  pathName: string;
  /** Rank among the model's answers, from 1; null where the model did not name it. */
  rank: number | null;
  p: number | null;
  isGiven: boolean;
}

/** Why a category is suggested, as a code with values. */
export type SuggestionReason =
  /** `words` of the listing speak for it; of `near` products most like it, `agreeing` are filed there. */
  | { code: 'seen'; values: { words: string[]; agreeing: number; near: number } }
  | { code: 'not-seen' | 'not-in-use'; values: Record<string, never> }
  /** A sentence without a code: written by an older version. */
  | { code: 'said'; values: { text: string } };

export interface CategoryEvidence {
  /** One sentence why, in English. */
  sentence: string | null;
  /** What it says. */
  reason: SuggestionReason | null;
  confidence: 'low' | 'medium' | 'high' | null;
  words: string[];
  modalities: { name: string; pathName: string; p: number }[];
  p: number | null;
  pGiven: number | null;
  modelVersionId: string | null;
}

export interface CategoryCard {
  product: CardProduct;
  /** Why a person is asked: suspect, uncertain, missing … */
  reason: string;
  priorityReason: string;
  /** The same as a code with values; null on a blind card. */
  asked: AskedReason | null;
  /** Whole days since somebody was first to be asked: each week doubles an item's weight in the order. */
  waitingDays: number;
  blind: boolean;
  /** The proposal first; empty on a blind card. */
  options: CategoryOption[];
  /** One level above the proposal; null at a root. */
  parent: { categoryId: string; name: string; pathName: string; depth: number } | null;
  given: { categoryId: string; pathName: string }[];
  current: { categoryId: string; pathName: string; source: string } | null;
  evidence: CategoryEvidence;
  /** What the listing probably has and does not say; empty on a blind card. */
  suggestedAttributes: SuggestedAttribute[];
}

export const categoryAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('category'),
    categoryId: z.uuid(),
    via: z.enum(['proposal', 'alternative', 'search', 'parent', 'repeat', 'grid', 'bulk']),
  }),
  /** The proposal is wrong; somebody names the right one later. No label of any class. */
  z.object({ kind: z.literal('reject'), rejectedId: z.uuid() }),
  z.object({ kind: z.literal('cant-tell'), reasonCode: doubtReasonSchema.optional() }),
  z.object({ kind: z.literal('escalate'), reasonCode: escalationReasonSchema }),
]);
export type CategoryAnswer = z.infer<typeof categoryAnswerSchema>;

export const decideCategorySchema = answerBaseSchema.extend({
  answer: categoryAnswerSchema,
  /** Were the proposals on the screen when the answer was given? */
  suggestionShown: z.boolean(),
});
export type DecideCategory = z.infer<typeof decideCategorySchema>;

export const searchCategoriesSchema = z.object({
  catalogId: z.uuid(),
  q: z.string().trim().max(120),
  locale: z.string().max(16).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchCategories = z.infer<typeof searchCategoriesSchema>;

export interface FoundCategory {
  categoryId: string;
  name: string;
  pathName: string;
  isLeaf: boolean;
  depth: number;
  /** The name that matched, where it is not the shown one (another locale or a synonym). */
  matched: string | null;
}
