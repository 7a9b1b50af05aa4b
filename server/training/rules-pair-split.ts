/** Which part of a pair dataset each decided pair belongs to, so that no product is in two parts. Pure. */
import type { Split } from '#server/labels/schema-splits.ts';

interface Pair {
  a: string;
  b: string;
}

export interface PlacedPair {
  /** The smallest product that decisions tie to this pair. */
  group: string;
  split: Exclude<Split, 'quarantined'>;
}

/** What a model is measured on wins over what it learns from. */
const strength: readonly PlacedPair['split'][] = ['unseen_seller', 'test', 'validation', 'train'];

/** Products that decisions tie together, told apart or not, each by the smallest of them. */
function tied(pairs: readonly Pair[]): (product: string) => string {
  const parent = new Map<string, string>();
  const root = (product: string): string => {
    let at = product;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    parent.set(product, at);
    return at;
  };
  for (const { a, b } of pairs) {
    const [x, y] = [root(a), root(b)];
    const [low, high] = x < y ? [x, y] : [y, x];
    if (low !== high) parent.set(high, low);
  }
  return root;
}

/**
 * Pairs tied by common products stay together, in the strongest part that one of their products has: a product held out
 * for testing teaches nothing, and no product is shared between parts.
 * @param splits part of every product; quarantined and unknown ones count as teaching nothing and measuring nothing
 * @returns a place each; null where no product of the group has a part
 */
export function splitPairs(
  pairs: readonly Pair[],
  splits: ReadonlyMap<string, { split: Split }>,
): (PlacedPair | null)[] {
  const groupOf = tied(pairs);
  const strongest = new Map<string, number>();
  for (const product of pairs.flatMap(({ a, b }) => [a, b])) {
    const split = splits.get(product)?.split;
    if (split === undefined || split === 'quarantined') continue;
    const group = groupOf(product);
    strongest.set(group, Math.min(strongest.get(group) ?? strength.length, strength.indexOf(split)));
  }
  return pairs.map(({ a }) => {
    const group = groupOf(a);
    const place = strongest.get(group);
    return place === undefined ? null : { group, split: strength[place] };
  });
}
