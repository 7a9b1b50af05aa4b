/**
 * The answer of least expected tree distance: of all known answers the one whose expected number of edges to the truth is least
 * (Karthik et al., "No Cost Likelihood Manipulation at Test Time for Making Better Mistakes in Deep Networks", ICLR 2021, eq. 1).
 *
 * Distances in a tree are sums over levels: with e(n) = 1 where node n is one edge below its parent and P(n) the probability that the
 * truth lies at or below n,
 *
 *   E d(y, truth) = Σ_n e(n) P(n) − Σ_{n on y's path} e(n) (2 P(n) − 1)
 *
 * so one walk up the tree for P and one down for the sums finds the least of all answers, and no answer is compared with another.
 * A path likelier than all others together is always it. Where answers may be inner nodes, the best is the deepest node of
 * P > ½: the median of the distribution.
 */
import { placeOfLargest } from '../largest.ts';
import type { PathSet } from './decode-paths.ts';

/** How the first answer at the leaf is chosen. */
export type Decoding = 'likeliest' | 'least distance';

/** Nodes of the tree, each behind its parent; the first is the root. Labels that only repeat a path that ended are none. */
interface Tree {
  parents: Int32Array;
  /** Levels of a path that name the node, and one path through it. */
  named: Uint8Array;
  through: Int32Array;
  /** Node that each path ends in. */
  ends: Int32Array;
  /** P of each node, and what naming its path gains over naming the root alone. */
  shares: Float64Array;
  gains: Float64Array;
}

function treeOf({ labels, levelCount, pathCount, classCounts, edges }: PathSet): Tree {
  const known = classCounts.map(() => new Map<number, number>());
  const [parents, named, through] = [[0], [0], [0]];
  const ends = new Int32Array(pathCount);
  for (let path = 0; path < pathCount; path++) {
    let node = 0;
    for (let level = 0; level < levelCount; level++) {
      const label = labels[path * levelCount + level];
      if (edges && edges[level][label] === 0) continue;
      const key = node * classCounts[level] + label;
      let child = known[level].get(key);
      if (child === undefined) {
        child = parents.push(node) - 1;
        named.push(level + 1);
        through.push(path);
        known[level].set(key, child);
      }
      node = child;
    }
    ends[path] = node;
  }
  return {
    ...{ parents: Int32Array.from(parents), named: Uint8Array.from(named), ends },
    through: Int32Array.from(through),
    shares: new Float64Array(parents.length),
    gains: new Float64Array(parents.length),
  };
}

/**
 * Edges from a node to the end of a path.
 * @param path known one through the node
 * @param right labels of the other, root first
 * @param named levels from the root to the node; all of the path where left out
 */
export function pathDistance(
  { labels, levelCount, edges }: PathSet,
  path: number,
  right: ArrayLike<number>,
  named = levelCount,
): number {
  let distance = 0;
  let isApart = false;
  for (let level = 0; level < levelCount; level++) {
    const own = labels[path * levelCount + level];
    isApart ||= level >= named || own !== right[level];
    if (!isApart) continue;
    distance += edges?.[level][right[level]] ?? 1;
    if (level < named) distance += edges?.[level][own] ?? 1;
  }
  return distance;
}

/** Finds answers from distributions over the known paths; buffers are reused from row to row. */
export class LeastDistance {
  private readonly paths: PathSet;
  /** Made where it is first walked: most rows of most models never ask. */
  private tree: Tree | null = null;
  /** The only path of each leaf label; −1 where it ends several. */
  private readonly only: Int32Array;

  constructor(paths: PathSet) {
    const { labels, levelCount, pathCount, classCounts } = paths;
    this.paths = paths;
    this.only = new Int32Array(classCounts[levelCount - 1]).fill(-1);
    const ends = new Int32Array(this.only.length);
    for (let path = 0; path < pathCount; path++) {
      const label = labels[path * levelCount + levelCount - 1];
      this.only[label] = ++ends[label] === 1 ? path : -1;
    }
  }

  /** The path whose expected distance to the truth is least; of equals the likeliest, then the first. @param p of each path */
  best(p: ArrayLike<number>): number {
    const { ends, gains } = this.walk(p);
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let path = 0; path < ends.length; path++) {
      const gain = gains[ends[path]];
      if (gain < most || (gain === most && p[path] <= p[best])) continue;
      [best, most] = [path, gain];
    }
    return best;
  }

  /**
   * How many levels of its path an answer should name so that its expected distance is least, be it a leaf or an inner node.
   * @returns the path, and levels from the root; 0 is the root itself
   */
  within(p: ArrayLike<number>): { path: number; levels: number } {
    const { gains, named, through } = this.walk(p);
    const node = placeOfLargest(gains);
    return { path: through[node], levels: named[node] };
  }

  /** The best path already, where a leaf label ends one alone that is likelier than all others together; else null. */
  surePath(label: number, p: number): number | null {
    return p > 0.5 ? this.onlyPath(label) : null;
  }

  /** The path that ends in a leaf label, where one alone does; null where several do. */
  onlyPath(label: number): number | null {
    return this.only[label] < 0 ? null : this.only[label];
  }

  /** The likeliest path that ends in a leaf label. */
  pathTo(label: number, p: ArrayLike<number>): number {
    const leaf = this.paths.levelCount - 1;
    let best = -1;
    for (let path = 0; path < this.paths.pathCount; path++)
      if (this.label(path, leaf) === label && (best < 0 || p[path] > p[best])) best = path;
    return best;
  }

  /** Label of a path at a level. */
  label(path: number, level: number): number {
    return this.paths.labels[path * this.paths.levelCount + level];
  }

  private walk(p: ArrayLike<number>): Tree {
    this.tree ??= treeOf(this.paths);
    const { parents, ends, shares, gains } = this.tree;
    shares.fill(0);
    for (let path = 0; path < ends.length; path++) shares[ends[path]] += p[path];
    for (let node = parents.length - 1; node > 0; node--) shares[parents[node]] += shares[node];
    for (let node = 1; node < parents.length; node++)
      gains[node] = gains[parents[node]] + 2 * shares[node] - 1;
    return this.tree;
  }
}
