/**
 * The largest of any number of values; `floor` where there is none. `Math.max(...values)` puts every value on the stack
 * and throws from about 120,000 of them on.
 */
export function largest(values: Iterable<number>, floor = Number.NEGATIVE_INFINITY): number {
  let most = floor;
  for (const value of values) if (value > most) most = value;
  return most;
}
