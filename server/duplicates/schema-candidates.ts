/** What a lead sees of the candidate pairs of a catalog. */
export interface CandidateFigures {
  listings: number;
  pairs: number;
  /** Most pairs that one listing stands in; null in catalogs too large to count it. */
  mostPairs: number | null;
  /** By source: pairs that it found, and those that no other found. */
  sources: { name: string; pairs: number; alone: number }[];
  /** By category, those with most pairs first. */
  blocks: { category: string; listings: number; pairs: number }[];
  /** Shares of pairs known from outside that are candidates; `of` 0: none are known. */
  recall: { name: string; found: number; of: number }[];
}
