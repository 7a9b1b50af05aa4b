/** From scores and what people said to groups of products: pure. */
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup } from '#server/ml/groups.ts';

export interface ScoredPair {
  a: string;
  b: string;
  p: number;
}

/** Least mean p of a join: the calibrated break-even of the general matcher (its evaluation's threshold). */
export const joinMin = 0.5;
/** Below it a pair cannot matter to a mean that must reach one half. */
export const linkMin = 0.02;

/** Place in the queue, the greatest first: each answer about a sure and large cluster removes most listings. */
export function clusterPriority(p: number, size: number): number {
  return p * Math.log2(size + 1);
}

/** Groups of two and more: average link, held by facts. */
export function groupsOf(
  scores: readonly ScoredPair[],
  facts: readonly { a: string; b: string; relation: string }[],
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
  const clusters = averageLink(ids.length, links, joinMin, { must: asPairs(true), cannot: asPairs(false) });
  const groups = new Map<number, string[]>();
  clusters.forEach((cluster, item) => {
    addToGroup(groups, cluster, ids[item]);
  });
  return [...groups.values()].filter((members) => members.length > 1);
}
