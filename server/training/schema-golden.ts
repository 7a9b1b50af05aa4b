/** The golden set as its page shows it. */

export interface GoldenBranch {
  /** First level of the taxonomy. */
  name: string;
  judged: number;
  /** Products that stand there now. */
  products: number;
}

export interface GoldenDrawn {
  at: string;
  drawn: number;
  /** Products among which chance chose. */
  of: number;
}

export interface GoldenView {
  judged: number;
  waiting: number;
  /** Judged products from which on comparisons are no longer provisional. */
  needed: number;
  branches: GoldenBranch[];
  draws: GoldenDrawn[];
}
