/**
 * The largest of any number of values; `floor` where there is none. `Math.max(...values)` puts every value on the stack
 * and throws from about 120,000 of them on.
 */
export function largest(values: Iterable<number>, floor = Number.NEGATIVE_INFINITY): number {
  let most = floor;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Place of the largest of `values[from … to)`, counted from `from`; of equal ones the first. 0 where there is none. */
export function placeOfLargest(values: ArrayLike<number>, from = 0, to = values.length): number {
  let best = from;
  for (let at = from + 1; at < to; at++) if (values[at] > values[best]) best = at;
  return best - from;
}
