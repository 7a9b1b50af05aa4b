/** Records that stand for all of a catalog where it is asked how common something is. */

/** Below it the whole catalog, above it a share is known to a fraction of a thousandth. */
export const sampleMax = 2048;

/** Evenly spread records, as many as are looked at. */
export function chooseSample(count: number, gone: { has(record: number): boolean }): Int32Array {
  const live: number[] = [];
  for (let record = 0; record < count; record++) if (!gone.has(record)) live.push(record);
  if (live.length <= sampleMax) return Int32Array.from(live);
  return Int32Array.from({ length: sampleMax }, (_, at) => live[Math.floor((at * live.length) / sampleMax)]);
}
