/** The filter: one decision tree over facts of a pair, whose leaves say whether the pair goes on. Facts are computed when a node asks. */
import type { Tree } from '../trees/tree.ts';
import { factOf, filterFacts } from './filter-facts.ts';
import type { FilterRows } from './filter-rows.ts';

/** A node's children stand behind it. */
export interface FilterTree {
  /** Place in `filterFacts`; −1 at a leaf. */
  fact: number[];
  /** Goes left when the fact is at most so much. */
  most: number[];
  left: number[];
  right: number[];
  /** Of leaves: 1 where pairs go on. */
  keeps: number[];
}

/** The filter of a catalog without one of its own: every pair goes on (docs/decisions/008). */
export const openFilter: FilterTree = { fact: [-1], most: [0], left: [-1], right: [-1], keeps: [1] };

/**
 * A learnt tree as a filter.
 * @param keptFrom leaves of this value and more let pairs go on; a node under which all leaves say the same becomes a leaf
 */
export function toFilter(tree: Tree, keptFrom: number): FilterTree {
  const made: FilterTree = { fact: [], most: [], left: [], right: [], keeps: [] };
  /** 1 or 0 where all below say so; null where they differ. */
  const verdict = (node: number): number | null => {
    if (tree.feature[node] < 0) return Number(tree.value[node] >= keptFrom);
    const [left, right] = [verdict(tree.left[node]), verdict(tree.right[node])];
    return left === right ? left : null;
  };
  const add = (node: number): number => {
    const place = made.fact.length;
    const said = verdict(node);
    made.fact.push(said === null ? tree.feature[node] : -1);
    // Facts are whole numbers: at most 3.5 is at most 3.
    made.most.push(said === null ? Math.floor(tree.threshold[node]) : 0);
    made.keeps.push(said ?? 0);
    made.left.push(-1);
    made.right.push(-1);
    if (said !== null) return place;
    made.left[place] = add(tree.left[node]);
    made.right[place] = add(tree.right[node]);
    return place;
  };
  add(0);
  return made;
}

/** Whether a pair goes on. */
export function passes(tree: FilterTree, rows: FilterRows, a: number, b: number): boolean {
  let node = 0;
  for (let fact = tree.fact[0]; fact >= 0; fact = tree.fact[node])
    node = factOf(filterFacts[fact], rows, a, b) <= tree.most[node] ? tree.left[node] : tree.right[node];
  return tree.keeps[node] === 1;
}

/** The same where all facts are known, from `at` on. */
export function passesFacts(tree: FilterTree, facts: ArrayLike<number>, at: number): boolean {
  let node = 0;
  for (let fact = tree.fact[0]; fact >= 0; fact = tree.fact[node])
    node = facts[at + fact] <= tree.most[node] ? tree.left[node] : tree.right[node];
  return tree.keeps[node] === 1;
}

/** Facts that a tree asks for. */
export function factsAsked(tree: FilterTree): number[] {
  return [...new Set(tree.fact.filter((fact) => fact >= 0))].sort((x, y) => x - y);
}
