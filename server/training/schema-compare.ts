import { z } from 'zod';

/** Models of one grid beside the candidate and the model in use. */
const furtherMax = 4;

export const compareSchema = z.object({
  candidate: z.uuid(),
  /** The model beside it; the active one unless told. */
  other: z.uuid().optional(),
  /** Further models of the catalog in the same grid, separated by commas: all are measured on products that each has answered. */
  further: z
    .string()
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).max(furtherMax))
    .optional(),
});
export type Compare = z.infer<typeof compareSchema>;

export const askDifferingSchema = compareSchema.pick({ candidate: true, other: true });

export const setShadowSchema = z.object({
  catalogId: z.uuid(),
  modelVersionId: z.uuid(),
  isOn: z.boolean(),
});
export type SetShadow = z.input<typeof setShadowSchema>;

export interface Share {
  value: number;
  /** 95 % interval. */
  low: number;
  high: number;
}

/** One model's figures on the items of a comparison. */
export interface ModelMeasures {
  modelVersionId: string;
  name: string;
  trainedAt: string;
  isActive: boolean;
  bytes: number;
  trainSeconds: number | null;
  /** Null where it was never timed beside the other. */
  msPerProduct: number | null;
  /** Share right from the root down to each level. */
  levels: Share[];
  /** Per level from the root: F1 of each category, weighted by its products, and their plain mean. */
  f1: { weighted: number; macro: number }[];
  /** Share of products whose category is among the first three and the first five answers. */
  amongFirst: { three: number; five: number };
  /** F1 over all categories on the paths of answer and truth (Kiritchenko et al. 2006): near misses count in part. */
  hierarchicalF1: number;
  /** The candidate's share right at the leaf minus this model's; null for the candidate itself. */
  candidateAhead: Difference | null;
  /** Right share of all business value (popularity). */
  valueWeighted: number;
  /** Mean number of steps in the tree between answer and truth; 0 when all are right. */
  treeDistance: number;
  /** Share that passes this model's own threshold at the leaf, and how much of that is right. */
  coverage: number;
  precisionAtCoverage: Share;
}

export interface Difference {
  /** Candidate minus other, 95 % interval and two-sided p by the paired bootstrap. */
  difference: number;
  low: number;
  high: number;
  p: number;
}

export interface Slice {
  kind: 'locale' | 'seller' | 'missing' | 'age';
  /** Of age: `month`, `quarter` or `older`, by the days that a product has been in the catalog. */
  name: string;
  rows: number;
  candidate: Share;
  other: number | null;
}

export interface Confusion {
  truth: string;
  answer: string;
  count: number;
  /** Of all items of the true category. */
  share: number;
  /** Both have the same parent. */
  sameBranch: boolean;
  /** Summed business value of the confused items. */
  value: number;
}

/** F1 of one category by each head alone and by all together, out of fold, where the model was trained. */
export interface CategoryF1 {
  category: string;
  rows: number;
  text: number | null;
  /** On those of its products that have a picture. */
  image: number | null;
  imageRows: number;
  fused: number;
  /** Of all heads of the model beside it. */
  otherFused: number | null;
}

export interface DifferingItem {
  productId: string;
  title: string;
  truth: string;
  candidate: string;
  other: string;
}

/** What a candidate answered to incoming products, unseen, beside what people were shown. */
export interface ShadowView {
  /** This candidate runs in the shadow now. */
  isOn: boolean;
  /** Another candidate runs there: starting this one ends it. */
  isOtherOn: boolean;
  since: string | null;
  products: number;
  /** Incoming products that it has not answered yet. */
  waiting: number;
  /** Of `products`: the same leaf as the model in use. */
  same: Share;
  /** Of products that people have judged since: which answer they gave. They were shown the model in use, unless blind. */
  judged: { rows: number; blind: number; candidate: Share; inUse: Share };
  differing: { productId: string; title: string; candidate: string; inUse: string; judged: string | null }[];
}

export interface Comparison {
  /** `golden`: drawn by chance, judged blind, unseen by both. `given`: sellers' and people's categories, out of fold. */
  basis: 'golden' | 'given';
  provisional: boolean;
  golden: { judged: number; waiting: number; needed: number };
  rows: number;
  models: ModelMeasures[];
  /** The candidate beside the second model: down to each level, at the leaf, and there by business value. */
  levels: (Difference | null)[];
  leaf: Difference | null;
  valueWeighted: Difference | null;
  slices: Slice[];
  confusions: Confusion[];
  /** Those that cost most products first. */
  categories: CategoryF1[];
  /** Models of the catalog that could stand in the grid too, newest first. */
  further: { modelVersionId: string; name: string; trainedAt: string }[];
  differing: { count: number; items: DifferingItem[] };
  shadow: ShadowView;
}
