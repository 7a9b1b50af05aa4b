import type { source } from '#server/ml/pairs/candidate-source.ts';

/** What a lead sees of the candidate pairs of a catalog. */
export interface CandidateFigures {
  listings: number;
  pairs: number;
  /** Most pairs that one listing stands in; null in catalogs too large to count it. */
  mostPairs: number | null;
  /** By source: pairs that it found, and those that no other found. */
  sources: { source: keyof typeof source; pairs: number; alone: number }[];
  /** By category (null: none), those with most pairs first. */
  blocks: { category: string | null; listings: number; pairs: number }[];
  /** Shares of pairs known from outside that are candidates; `of` 0: none are known. */
  recall: { known: 'equalGtin' | 'people'; found: number; of: number }[];
}
