/**
 * Average-link clustering over a sparse graph of pair probabilities: two groups join while the mean p over all pairs
 * between them (an absent pair counts 0) is the largest left and at least the threshold. Must-link pairs are joined
 * first; groups with a cannot-link pair between them never join. A total order on ties makes it deterministic.
 * Source: Sokal & Michener 1958 (UPGMA); sparse form with a lazy heap.
 */

export interface Links {
  left: ArrayLike<number>;
  right: ArrayLike<number>;
  p: ArrayLike<number>;
}

export interface ClusterConstraints {
  must?: readonly (readonly [number, number])[];
  cannot?: readonly (readonly [number, number])[];
  /** Where each item comes from; two groups that share a source never join. Negative: unknown. */
  sources?: ArrayLike<number>;
}

interface Join {
  mean: number;
  a: number;
  b: number;
}

/** Largest mean first; ties by the smaller ids. */
function isBefore(x: Join, y: Join): boolean {
  if (x.mean !== y.mean) return x.mean > y.mean;
  return x.a !== y.a ? x.a < y.a : x.b < y.b;
}

class JoinHeap {
  private readonly items: Join[] = [];

  push(join: Join): void {
    let at = this.items.length;
    this.items.push(join);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(join, this.items[parent])) break;
      this.items[at] = this.items[parent];
      at = parent;
    }
    this.items[at] = join;
  }

  pop(): Join | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return top;
    let at = 0;
    for (let child = 1; child < this.items.length; child = 2 * at + 1) {
      if (child + 1 < this.items.length && isBefore(this.items[child + 1], this.items[child])) child++;
      if (!isBefore(this.items[child], last)) break;
      this.items[at] = this.items[child];
      at = child;
    }
    this.items[at] = last;
    return top;
  }
}

class Groups {
  readonly parent: Int32Array;
  readonly size: Float64Array;
  /** Sum of p between two groups. */
  readonly sums: Map<number, number>[];
  /** Groups that a group must never join; most have none. */
  private readonly forbidden = new Map<number, Set<number>>();
  /** Sources of a group; empty where none are told. */
  readonly sources: Set<number>[];

  constructor(count: number, sources: ArrayLike<number> | undefined) {
    this.parent = Int32Array.from({ length: count }, (_, at) => at);
    this.size = new Float64Array(count).fill(1);
    this.sums = Array.from({ length: count }, () => new Map<number, number>());
    this.sources = Array.from(
      { length: sources ? count : 0 },
      (_, item) => new Set(sources && sources[item] >= 0 ? [sources[item]] : []),
    );
  }

  forbid(a: number, b: number): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      const known = this.forbidden.get(one);
      if (known) known.add(other);
      else this.forbidden.set(one, new Set([other]));
    }
  }

  /** Whether something keeps two groups apart. */
  areApart(a: number, b: number): boolean {
    if (this.forbidden.get(a)?.has(b)) return true;
    if (this.sources.length === 0) return false;
    const [few, many] =
      this.sources[a].size < this.sources[b].size
        ? [this.sources[a], this.sources[b]]
        : [this.sources[b], this.sources[a]];
    for (const source of few) if (many.has(source)) return true;
    return false;
  }

  root(item: number): number {
    let at = item;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }

  mean(a: number, b: number): number {
    return (this.sums[a].get(b) ?? 0) / (this.size[a] * this.size[b]);
  }

  /** Joins b into a; the one with more neighbours keeps its number. Returns the number that stays. */
  join(x: number, y: number): number {
    const [a, b] = this.sums[x].size >= this.sums[y].size ? [x, y] : [y, x];
    this.parent[b] = a;
    this.size[a] += this.size[b];
    if (this.sources.length > 0) for (const source of this.sources[b]) this.sources[a].add(source);
    this.sums[a].delete(b);
    for (const [other, sum] of this.sums[b]) {
      if (other === a) continue;
      this.sums[other].delete(b);
      const total = (this.sums[a].get(other) ?? 0) + sum;
      this.sums[a].set(other, total);
      this.sums[other].set(a, total);
    }
    this.sums[b].clear();
    for (const other of this.forbidden.get(b) ?? []) {
      this.forbidden.get(other)?.delete(b);
      this.forbid(a, other);
    }
    this.forbidden.delete(b);
    return a;
  }
}

function prepare(count: number, links: Links, constraints: ClusterConstraints): Groups {
  const groups = new Groups(count, constraints.sources);
  for (let at = 0; at < links.p.length; at++) {
    const [a, b] = [links.left[at], links.right[at]];
    if (a === b) continue;
    groups.sums[a].set(b, links.p[at]);
    groups.sums[b].set(a, links.p[at]);
  }
  for (const [a, b] of constraints.cannot ?? []) groups.forbid(a, b);
  // In one order: which number a group keeps, and how its sums are rounded, would else hang on the order in which facts come.
  const must = (constraints.must ?? []).map(([a, b]) => (a < b ? [a, b] : [b, a]));
  for (const [a, b] of must.sort((x, y) => x[0] - y[0] || x[1] - y[1])) {
    const [rootA, rootB] = [groups.root(a), groups.root(b)];
    if (rootA !== rootB) groups.join(Math.min(rootA, rootB), Math.max(rootA, rootB));
  }
  return groups;
}

/**
 * Clusters items 0…count−1. Returns each item's cluster: the smallest item in it.
 * @param threshold least mean p of a join
 */
export function averageLink(
  count: number,
  links: Links,
  threshold: number,
  constraints: ClusterConstraints = {},
): Int32Array {
  const groups = prepare(count, links, constraints);
  const heap = new JoinHeap();
  const offer = (a: number, b: number): void => {
    const mean = groups.mean(a, b);
    if (mean >= threshold) heap.push({ mean, a: Math.min(a, b), b: Math.max(a, b) });
  };
  for (let a = 0; a < count; a++) for (const b of groups.sums[a].keys()) if (a < b) offer(a, b);
  for (let next = heap.pop(); next; next = heap.pop()) {
    const { a, b, mean } = next;
    if (groups.parent[a] !== a || groups.parent[b] !== b) continue;
    if (groups.mean(a, b) !== mean || groups.areApart(a, b)) continue;
    const joined = groups.join(a, b);
    for (const other of groups.sums[joined].keys()) offer(joined, other);
  }
  return smallestOf(count, (item) => groups.root(item));
}

/** Names every group by its smallest item. */
function smallestOf(count: number, rootOf: (item: number) => number): Int32Array {
  const smallest = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, item) => {
    const root = rootOf(item);
    if (!smallest.has(root)) smallest.set(root, item);
    return smallest.get(root) ?? item;
  });
}
