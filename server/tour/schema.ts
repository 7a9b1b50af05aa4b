/** A share with what it was counted from. */
export interface Share {
  hit: number;
  of: number;
}

/** What the desk has found of what was planted. */
export interface TourView {
  listings: number;
  /** A model has looked at the catalog. */
  hasSuggestions: boolean;
  hasClusters: boolean;
  planted: {
    total: number;
    /** Planted ones among as many most suspected listings as were planted. */
    topSuspects: Share;
    /** Planted ones that stand or stood in the category queue. */
    queued: Share;
    /** Planted ones whose category is right now, by people's decisions. */
    corrected: Share;
  };
  /** First suggestion against the true leaf, over all listings. */
  suggestions: Share;
  duplicates: {
    /** Pairs that stand in one proposed or merged cluster and are truly the same. */
    precision: Share;
    /** True pairs that the desk has put together. */
    recall: Share;
    clusters: number;
    merged: number;
  };
  traps: {
    total: number;
    /** Put into one cluster, where a person can still tell them apart. */
    clustered: number;
    merged: number;
  };
}
