import type { PairReasons } from '#server/ml/pairs/reason-words.ts';

/** The answer to "is this product listed already?". */
export interface LiveDuplicate {
  productId: string;
  title: string;
  sellerName: string;
  sku: string;
  imageId: string | null;
  p: number;
  /** What speaks for the same product, and what against: codes with values, and the same in English. */
  why: PairReasons;
  reasons: { for: string[]; against: string[] };
}

export interface LiveDuplicates {
  ok: true;
  modelVersionId: string;
  /** Likeliest first; those of p ≥ 0.05. */
  duplicates: LiveDuplicate[];
  /** Listings that were compared. */
  comparedCount: number;
  /** Why the picture could not be used; null where it was, or where none came. */
  pictureProblem: string | null;
}
