/** From scores and what people said to groups of products: pure. */
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup } from '#server/ml/groups.ts';

export interface ScoredPair {
  a: string;
  b: string;
  p: number;
}

/** From this p on two listings count as alike: the calibrated break-even of the general matcher (its evaluation's threshold). */
export const joinMin = 0.5;
/** Listings of the catalogs by which p is calibrated. */
const calibratedListings = 2400;
/** Chosen on generated catalogs of 16,000 and 100,000 listings: by this power of its size a larger one asks for better odds. */
const sizePower = 0.11;
/** Below it a pair cannot matter to a mean that must reach one half. */
export const linkMin = 0.02;

/**
 * Least mean p of a join. The larger a catalog, the more strangers stand as near to a listing as its duplicates do, which p, looking
 * at two listings, does not see: .5 up to 2,400 listings, .6 at 100,000, .66 at a million.
 */
export function joinMinOf(listings: number): number {
  const odds = Math.max(1, listings / calibratedListings) ** sizePower;
  return odds / (1 + odds);
}

/** Place in the queue, the greatest first: each answer about a sure and large cluster removes most listings. */
export function clusterPriority(p: number, size: number): number {
  return p * Math.log2(size + 1);
}

/**
 * Groups of two and more: average link, held by facts.
 * @param listings of the whole catalog
 */
export function groupsOf(
  scores: readonly ScoredPair[],
  facts: readonly { a: string; b: string; relation: string }[],
  listings: number,
): string[][] {
  const ids = [...new Set([...scores, ...facts].flatMap(({ a, b }) => [a, b]))].sort();
  const place = new Map(ids.map((id, at) => [id, at]));
  const at = (id: string): number => place.get(id) ?? -1;
  const asPairs = (same: boolean): [number, number][] =>
    facts.filter(({ relation }) => (relation === 'same') === same).map(({ a, b }) => [at(a), at(b)]);
  const links = {
    left: scores.map(({ a }) => at(a)),
    right: scores.map(({ b }) => at(b)),
    p: scores.map(({ p }) => p),
  };
  const clusters = averageLink(ids.length, links, joinMinOf(listings), {
    must: asPairs(true),
    cannot: asPairs(false),
  });
  const groups = new Map<number, string[]>();
  clusters.forEach((cluster, item) => {
    addToGroup(groups, cluster, ids[item]);
  });
  return [...groups.values()].filter((members) => members.length > 1);
}
