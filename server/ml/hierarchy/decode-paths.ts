/**
 * Answers along a tree from one distribution per level. The known paths (as training saw them) are the only answers:
 * P(path) ∝ Π_level p_level(label)^weight, and a level's own probability is the sum over the paths through it.
 */
import { softmaxAt } from '../calibrate/calibrate.ts';

export interface PathSet {
  /** Labels of each path, root first: pathCount × levelCount. */
  labels: Int32Array;
  levelCount: number;
  pathCount: number;
  /** Distinct labels per level. */
  classCounts: number[];
  /** Of each label: 1 where it lies an edge below its parent, 0 where it only repeats a path that ended above. All are 1 where left out. */
  edges?: Uint8Array[];
}

/** Distinct paths among rows of class ids (one array per level); rows with an unknown label are left out. */
export function collectPaths(
  levels: ArrayLike<number>[],
  classCounts: number[],
  edges?: Uint8Array[],
): PathSet {
  const seen = new Map<string, number[]>();
  for (let row = 0; row < levels[0].length; row++) {
    const path = levels.map((level) => level[row]);
    if (path.every((label) => label >= 0)) seen.set(path.join(','), path);
  }
  const paths = [...seen.values()];
  return {
    labels: Int32Array.from(paths.flat()),
    levelCount: levels.length,
    pathCount: paths.length,
    classCounts,
    ...(edges && { edges }),
  };
}

/** Least probability of a label: a path is never ruled out by one level alone. */
const pLeast = 1e-12;

/** Which paths hold a label is the same for every row: what of it a decoder needs, worked out once. */
function pathsThrough(paths: PathSet): Float64Array[] {
  const counts = paths.classCounts.map((count) => new Float64Array(count));
  for (let path = 0; path < paths.pathCount; path++)
    for (let level = 0; level < paths.levelCount; level++)
      counts[level][paths.labels[path * paths.levelCount + level]]++;
  return counts;
}

/**
 * Distributions over the labels of a level by all known paths. Probabilities are multiplied, never their logarithms added:
 * a power a label, none a path. Buffers are reused from row to row.
 */
export class PathDecoder {
  private readonly paths: PathSet;
  /** Labels of each level by path: a level's column lies together. */
  private readonly columns: Int32Array[];
  private readonly through: Float64Array[];
  private readonly scales: readonly number[];
  /** Softmax of each level alone, for the row read last. */
  readonly softmax: Float64Array[];
  /** The same, nowhere below `pLeast`. */
  private readonly own: Float64Array[];
  private readonly roots: Float64Array[];
  private readonly marginals: Float64Array[];
  private readonly products: Float64Array;
  private readonly shares: Float64Array;
  /** Exponents that `products` were worked out with for the row read last. */
  private multiplied: readonly number[] = [];

  /** @param scales scale of each level's softmax */
  constructor(paths: PathSet, scales: readonly number[]) {
    const { labels, levelCount, pathCount, classCounts } = paths;
    this.paths = paths;
    this.scales = scales;
    this.columns = classCounts.map((_, level) =>
      Int32Array.from({ length: pathCount }, (_, path) => labels[path * levelCount + level]),
    );
    this.through = pathsThrough(paths);
    const perLevel = (): Float64Array[] => classCounts.map((count) => new Float64Array(count));
    this.softmax = perLevel();
    [this.own, this.roots, this.marginals] = [perLevel(), perLevel(), perLevel()];
    this.products = new Float64Array(pathCount);
    this.shares = new Float64Array(pathCount);
  }

  /**
   * Reads one row.
   * @param levels raw scores: rows × classes, an array per level
   * @param scales other than those of all rows
   */
  load(levels: readonly ArrayLike<number>[], row: number, scales = this.scales): void {
    const { classCounts } = this.paths;
    this.multiplied = [];
    for (let level = 0; level < classCounts.length; level++) {
      const p = softmaxAt(levels[level], row * classCounts[level], scales[level], this.softmax[level]);
      const own = this.own[level];
      for (let label = 0; label < own.length; label++) own[label] = Math.max(pLeast, p[label]);
    }
  }

  /**
   * The distribution over a level's labels for the row read last; valid until the next call for this level.
   * @param weights exponent of each level in the product; 0 everywhere but one level decodes that level alone
   */
  marginal(target: number, weights: readonly number[]): Float64Array {
    const marginal = this.marginals[target];
    if (weights.every((weight, level) => (weight !== 0) === (level === target))) {
      const powers = this.powers(target, weights[target]);
      const through = this.through[target];
      for (let label = 0; label < marginal.length; label++) marginal[label] = through[label] * powers[label];
    } else this.sumPaths(target, weights);
    let total = 0;
    for (let label = 0; label < marginal.length; label++) total += marginal[label];
    for (let label = 0; label < marginal.length; label++) marginal[label] /= total;
    return marginal;
  }

  /** The distribution over the known paths for the row read last; valid until the next call. @param weights exponent of each level */
  pathShares(weights: readonly number[]): Float64Array {
    const { products, shares } = this;
    if (weights.some((weight, level) => weight !== this.multiplied[level])) this.multiply(weights);
    let total = 0;
    for (let path = 0; path < products.length; path++) total += products[path];
    for (let path = 0; path < products.length; path++) shares[path] = products[path] / total;
    return shares;
  }

  private sumPaths(target: number, weights: readonly number[]): void {
    const { products, columns } = this;
    // Levels are often decoded with the same exponents, one after the other.
    if (weights.some((weight, level) => weight !== this.multiplied[level])) this.multiply(weights);
    const marginal = this.marginals[target].fill(0);
    const column = columns[target];
    for (let path = 0; path < products.length; path++) marginal[column[path]] += products[path];
  }

  /** Works out the product of every path. */
  private multiply(weights: readonly number[]): void {
    const { products, columns } = this;
    products.fill(1);
    for (let level = 0; level < columns.length; level++) {
      if (weights[level] === 0) continue;
      const powers = this.powers(level, weights[level]);
      const column = columns[level];
      for (let path = 0; path < products.length; path++) products[path] *= powers[column[path]];
    }
    this.multiplied = weights;
  }

  private powers(level: number, weight: number): Float64Array {
    const own = this.own[level];
    if (weight === 1) return own;
    const powers = this.roots[level];
    if (weight === 0.5)
      for (let label = 0; label < own.length; label++) powers[label] = Math.sqrt(own[label]);
    else for (let label = 0; label < own.length; label++) powers[label] = own[label] ** weight;
    return powers;
  }
}

/** Indices of the `count` largest values, largest first; equal values by index. */
export function largestIndices(values: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  // Nearly every value is below the least of the best, and read once.
  let least = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (best.length === count && !(value > least)) continue;
    let place = best.length < count ? best.length : count - 1;
    while (place > 0 && values[best[place - 1]] < value) {
      best[place] = best[place - 1];
      place--;
    }
    best[place] = at;
    least = values[best[best.length - 1]];
  }
  return best;
}
