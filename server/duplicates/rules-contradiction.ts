/**
 * "Same" is an equivalence: A = B and B = C make A = C. "Not same" and "variant" forbid it. A new answer that would put
 * two forbidden ones into one class is refused, with the earlier decisions that say so. Pure.
 */
import { addToGroup } from '#server/ml/groups.ts';

export type Relation = 'same' | 'not_same' | 'variant';

export interface PairRelation {
  a: string;
  b: string;
  relation: Relation;
}

export interface KnownFact extends PairRelation {
  by: string | null;
  at: string;
}

export interface Contradiction<Fact> {
  /** The pair that would be both same and told apart. */
  a: string;
  b: string;
  /** From a to b over facts that say "same" (new ones have by = null), then the fact that tells them apart. */
  chain: (Fact | PairRelation)[];
}

/** A pair in its one order (a < b). */
export function ordered(x: string, y: string): { a: string; b: string } {
  return x < y ? { a: x, b: y } : { a: y, b: x };
}

type Edge = { to: string; via: KnownFact | PairRelation };

function edgesOf(relations: readonly (KnownFact | PairRelation)[]): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>();
  const add = (from: string, to: string, via: KnownFact | PairRelation) =>
    addToGroup(edges, from, { to, via });
  for (const relation of relations) {
    if (relation.relation !== 'same') continue;
    add(relation.a, relation.b, relation);
    add(relation.b, relation.a, relation);
  }
  return edges;
}

/** The shortest way over "same" from one product to another; null when they are not in one class. */
function sameWay(
  edges: ReadonlyMap<string, Edge[]>,
  from: string,
  to: string,
): (KnownFact | PairRelation)[] | null {
  const cameBy = new Map<string, { from: string; via: KnownFact | PairRelation } | null>([[from, null]]);
  const line = [from];
  for (let at = 0; at < line.length && !cameBy.has(to); at++) {
    for (const edge of edges.get(line[at]) ?? []) {
      if (cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, { from: line[at], via: edge.via });
      line.push(edge.to);
    }
  }
  if (!cameBy.has(to)) return null;
  const way: (KnownFact | PairRelation)[] = [];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.from)) way.unshift(step.via);
  return way;
}

/** The first contradiction that the new relations would make with the known facts or among themselves; null when none. */
export function firstContradiction(
  known: readonly KnownFact[],
  added: readonly PairRelation[],
): Contradiction<KnownFact> | null {
  const all = [...known, ...added];
  const edges = edgesOf(all);
  for (const apart of all) {
    if (apart.relation === 'same') continue;
    const way = sameWay(edges, apart.a, apart.b);
    if (way) return { a: apart.a, b: apart.b, chain: [...way, apart] };
  }
  return null;
}

/**
 * The relations that an answer states. Within a group all pairs are the same (a chain where the group is large: the
 * class is equal, the facts fewer); between groups the given relation holds for every pair that `between` names.
 */
export const allPairsUpTo = 12;

export function samePairs(group: readonly string[]): PairRelation[] {
  const ids = [...group].sort();
  const pairs: PairRelation[] = [];
  for (let at = 1; at < ids.length; at++) {
    const from = ids.length <= allPairsUpTo ? 0 : at - 1;
    for (let other = from; other < at; other++)
      pairs.push({ ...ordered(ids[other], ids[at]), relation: 'same' });
  }
  return pairs;
}

export function crossPairs(
  left: readonly string[],
  right: readonly string[],
  relation: Relation,
): PairRelation[] {
  return left.flatMap((x) => right.map((y) => ({ ...ordered(x, y), relation })));
}
