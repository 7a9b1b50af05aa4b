import { z } from 'zod';

/** Guidelines of categories, and proposals of categories that are missing. */
export interface GuidelineText {
  /** The category it is written for: the asked one, or the nearest above it that has one. */
  categoryId: string;
  pathName: string;
  version: number;
  body: string;
  by: string;
  at: string;
  /** Changed since this person last opened it. */
  isNew: boolean;
}

export const saveGuidelineSchema = z.object({
  catalogId: z.uuid(),
  categoryId: z.uuid(),
  body: z.string().trim().min(1).max(20_000),
  /** The version that was edited, 0 for a first one: two leads never overwrite each other unseen. */
  basedOn: z.int().nonnegative(),
});
export type SaveGuideline = z.infer<typeof saveGuidelineSchema>;

export const proposeCategorySchema = z.object({
  catalogId: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string().trim().min(2).max(120),
  productId: z.uuid().nullable(),
  note: z.string().trim().max(1000).default(''),
});
export type ProposeCategory = z.infer<typeof proposeCategorySchema>;

export const answerProposalSchema = z.object({
  catalogId: z.uuid(),
  proposalId: z.uuid(),
  state: z.enum(['accepted', 'refused']),
  answer: z.string().trim().max(1000).default(''),
});
export type AnswerProposal = z.infer<typeof answerProposalSchema>;

export interface CategoryProposal {
  id: string;
  name: string;
  parent: string | null;
  productTitle: string | null;
  productId: string | null;
  note: string;
  by: string;
  state: string;
  answer: string | null;
  at: string;
}
