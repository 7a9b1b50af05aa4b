/** All pairs of many listings through a filter, over threads. */
import type { FilterScan, PassedPairs } from './filter-scan.ts';
import { runThread } from './run-thread.ts';

/** Takes every pair of blocks; starting threads is the caller's to weigh (.7 s). */
export async function filterPairs(
  scan: FilterScan,
  threads: number,
  pairsMax: number,
): Promise<PassedPairs[]> {
  const rows = scan.share();
  Atomics.store(rows.taken, 0, 0);
  if (threads <= 1) return [scan.run(pairsMax)];
  const each = Math.ceil(pairsMax / threads);
  return Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      runThread({ work: 'filter', task: { rows, thread, pairsMax: each } }),
    ),
  );
}
