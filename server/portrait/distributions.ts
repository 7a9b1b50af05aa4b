/** Spreads, bars, and measures of balance. Pure. */
import type { Bar, Spread } from './schema.ts';

/** Value below which a share of the sorted values lies (nearest rank). */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** Median with the 5th and 95th percentile; zeros where there are no values. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { count: 0, low: 0, median: 0, high: 0 };
  const sorted = [...values].sort((a, b) => a - b);
  const [low, median, high] = [0.05, 0.5, 0.95].map((share) => rank(sorted, share));
  return { count: values.length, low, median, high };
}

/** How many values lie from each bound to the next; the last bar is open, and values below the first count in it. */
export function barsOf(values: Iterable<number>, bounds: readonly number[]): Bar[] {
  const counts = bounds.map(() => 0);
  for (const value of values) {
    let at = bounds.length - 1;
    while (at > 0 && value < bounds[at]) at--;
    counts[at]++;
  }
  return bounds.map((from, at) => ({ from, count: counts[at] }));
}

/** Gini coefficient of sizes: 0 all alike, towards 1 one holds all. */
export function giniOf(sizes: readonly number[]): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  const total = sorted.reduce((sum, size) => sum + size, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, size, at) => sum + (at + 1) * size, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

/** Effective number of groups: e to the Shannon entropy of their shares. */
export function effectiveCount(sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return 0;
  let entropy = 0;
  for (const size of sizes) if (size > 0) entropy -= (size / total) * Math.log(size / total);
  return Math.exp(entropy);
}
