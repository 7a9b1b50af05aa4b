/** What a product is worth, from its popularity and from what people say its category is worth. Pure. */

export interface ValuedCategory {
  /** Codes from the root, joined and ended by '/'. */
  path: string;
  byPopularity: number;
  own: number | null;
}

/**
 * How much more (or less) products of a category count than their popularity says: the value that a person set, over the
 * summed popularity. The nearest category on the way to the root counts; 1 where nobody set any.
 */
export function valueFactors(valued: readonly ValuedCategory[]): (path: readonly string[]) => number {
  const factors = new Map<string, number>();
  for (const { path, byPopularity, own } of valued)
    if (own !== null && byPopularity > 0) factors.set(path, own / byPopularity);
  return (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const factor = factors.get(`${path.slice(0, depth).join('/')}/`);
      if (factor !== undefined) return factor;
    }
    return 1;
  };
}
