import { FilterScan, type PassedPairs, type SharedRows } from './filter-scan.ts';

/** One thread's part of a filter's run over all pairs. */
export interface FilterTask {
  rows: SharedRows;
  /** Tells those apart that look at the same time. */
  thread: number;
  /** Pairs that this thread may tell. */
  pairsMax: number;
}

export function runFilterTask({ rows, thread, pairsMax }: FilterTask): PassedPairs {
  return FilterScan.over(rows, thread).run(pairsMax);
}
