/** Which part of a pair dataset each decided pair belongs to, so that no product is in two parts. Pure. */
import type { Split } from '#server/labels/schema-splits.ts';
import { tied } from '#server/ml/graph/tied.ts';

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
  const groupOf = tied(pairs.map(({ a, b }) => [a, b] as const));
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
