/** At most `countMax` places of 0 … count − 1, rising, spread evenly over all of them; all where there are no more. */
export function spreadEvenly(count: number, countMax: number): number[] {
  const step = Math.max(1, count / countMax);
  return Array.from({ length: Math.min(count, countMax) }, (_, at) => Math.floor(at * step));
}
