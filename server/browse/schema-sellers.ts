/** Sellers with the quality of what they send, and their own trees beside the target taxonomy. */
import { z } from 'zod';
import type { MappingState, ReviewMapping } from '#server/catalog/schema-mapping.ts';

export interface SellerFigures {
  sellerId: string;
  name: string;
  /** Listed, merged ones left out. */
  products: number;
  /** Of them: with a category of the seller's own row. */
  given: number;
  /** Of `given`: a person chose another category than the given one. */
  corrected: number;
  /** Of `given`: the model doubts it, and nobody has decided yet. */
  doubted: number;
  decided: number;
  withoutCategory: number;
  withoutPicture: number;
  withoutGtin: number;
  categories: number;
  /** Of `categories`: mapped, exact or out of scope. */
  mapped: number;
}

export const mappingFilterSchema = z.object({
  q: z.string().trim().max(200).catch('').default(''),
  state: z.enum(['all', 'open', 'mapped', 'out-of-scope', 'differs']).catch('all').default('all'),
  /** The proposal is no deeper than this level of the target taxonomy. */
  level: z.coerce.number().int().min(1).max(10).catch(4).default(4),
  /** Keyset: `<products>_<id>` of the row before. */
  after: z
    .string()
    .regex(/^\d{1,9}_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});
export type MappingFilter = z.infer<typeof mappingFilterSchema>;

export interface MappingProposal {
  categoryId: string;
  pathName: string;
  depth: number;
  /** Products whose decided, accepted or suggested category lies in it. */
  votes: number;
}

export interface SellerCategoryRow {
  sellerCategoryId: string;
  path: string;
  /** Listed products in it. */
  products: number;
  /** Of them: those with a decided, accepted or suggested category. */
  voters: number;
  /** Of them: placed by this mapping. */
  placed: number;
  state: MappingState;
  mapped: { categoryId: string; pathName: string } | null;
  /** Best first: the deepest category with more than half of the votes, then what else was voted for. */
  proposals: MappingProposal[];
  /** Last review that stands, to take back. */
  review: { reviewId: string; answer: ReviewMapping['answer']; by: string; at: string } | null;
}

export interface SellerTree {
  seller: { sellerId: string; name: string };
  categories: SellerCategoryRow[];
  next: string | null;
  /** Deepest level of the target taxonomy. */
  levels: number;
}
