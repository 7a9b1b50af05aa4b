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
  /** The version that this person last read; 0 where they never did. */
  seen: number;
}

/** A guideline as the list of all shows it. */
export interface ListedGuideline extends Omit<GuidelineText, 'body' | 'seen'> {
  /** Its first letters, as they were typed. */
  beginning: string;
  /** Listed products of its branch. */
  products: number;
}

/** One version of a guideline. */
export type GuidelineVersion = Pick<GuidelineText, 'version' | 'body' | 'by' | 'at'>;

export const saveGuidelineSchema = z.object({
  catalogId: z.uuid(),
  categoryId: z.uuid(),
  body: z.string().trim().min(1).max(20_000),
  /** The version that was edited, 0 for a first one: two leads never overwrite each other unseen. */
  basedOn: z.int32().nonnegative(),
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

/** Who proposed a category reads why it does not come: a refusal has a reason. */
export const answerProposalSchema = z
  .object({
    catalogId: z.uuid(),
    proposalId: z.uuid(),
    state: z.enum(['accepted', 'refused']),
    answer: z.string().trim().max(1000).default(''),
  })
  .refine(({ state, answer }) => state === 'accepted' || answer.length >= 3, { path: ['answer'] });
export type AnswerProposal = z.infer<typeof answerProposalSchema>;

export interface CategoryProposal {
  id: string;
  name: string;
  parent: string | null;
  productTitle: string | null;
  productId: string | null;
  note: string;
  by: string;
  state: 'open' | 'accepted' | 'refused';
  answer: string | null;
  answeredBy: string | null;
  at: string;
  /** The parent has a category of this name already, however it is written. */
  isThere: boolean;
}
