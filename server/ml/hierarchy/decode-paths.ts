/**
 * Answers along a tree from one distribution per level. The known paths (as training saw them) are the only answers:
 * P(path) ∝ Π_level p_level(label)^weight, and a level's own probability is the sum over the paths through it.
 */
import { softmaxInto } from '../calibrate/calibrate.ts';

export interface PathSet {
  /** Labels of each path, root first: pathCount × levelCount. */
  labels: Int32Array;
  levelCount: number;
  pathCount: number;
  /** Distinct labels per level. */
  classCounts: number[];
}

/** Distinct paths among rows of class ids (one array per level); rows with an unknown label are left out. */
export function collectPaths(levels: ArrayLike<number>[], classCounts: number[]): PathSet {
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
  };
}

export interface DecodeOptions {
  /** Scale of each level's softmax. */
  scales: number[];
  /** Exponent of each level in the product; 0 everywhere but one level decodes that level alone. */
  weights: number[];
}

/** Distribution over labels for each level; buffers are reused from call to call. */
export class PathDecoder {
  readonly marginals: Float64Array[];
  /** Weighted log-probabilities of each level alone. */
  private readonly own: Float64Array[];
  private readonly paths: PathSet;
  private readonly options: DecodeOptions;
  private readonly logP: Float64Array;

  constructor(paths: PathSet, options: DecodeOptions) {
    this.paths = paths;
    this.options = options;
    this.own = paths.classCounts.map((count) => new Float64Array(count));
    this.marginals = paths.classCounts.map((count) => new Float64Array(count));
    this.logP = new Float64Array(paths.pathCount);
  }

  /** Fills `marginals` from the raw scores of one row, an array per level. */
  decode(scores: ArrayLike<number>[]): Float64Array[] {
    const { labels, levelCount, pathCount } = this.paths;
    this.weighLevels(scores);
    const largest = this.weighPaths();
    for (const marginal of this.marginals) marginal.fill(0);
    let total = 0;
    for (let path = 0; path < pathCount; path++) {
      const p = Math.exp(this.logP[path] - largest);
      total += p;
      for (let level = 0; level < levelCount; level++)
        this.marginals[level][labels[path * levelCount + level]] += p;
    }
    for (const marginal of this.marginals) for (let at = 0; at < marginal.length; at++) marginal[at] /= total;
    return this.marginals;
  }

  /** Fills `own`; levels of weight 0 are not read. */
  private weighLevels(scores: ArrayLike<number>[]): void {
    const { weights, scales } = this.options;
    for (let level = 0; level < scores.length; level++) {
      if (weights[level] === 0) continue;
      const own = softmaxInto(scores[level], scales[level], this.own[level]);
      for (let label = 0; label < own.length; label++)
        own[label] = weights[level] * Math.log(Math.max(1e-12, own[label]));
    }
  }

  /** Fills `logP`; answers the largest. */
  private weighPaths(): number {
    const { labels, levelCount, pathCount } = this.paths;
    const { weights } = this.options;
    let largest = Number.NEGATIVE_INFINITY;
    for (let path = 0; path < pathCount; path++) {
      let sum = 0;
      for (let level = 0; level < levelCount; level++)
        if (weights[level] !== 0) sum += this.own[level][labels[path * levelCount + level]];
      this.logP[path] = sum;
      if (sum > largest) largest = sum;
    }
    return largest;
  }
}

/** Indices of the `count` largest values, largest first; equal values by index. */
export function largestIndices(values: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  for (let at = 0; at < values.length; at++) {
    let place = best.length;
    while (place > 0 && values[best[place - 1]] < values[at]) place--;
    if (place < count) {
      best.splice(place, 0, at);
      if (best.length > count) best.pop();
    }
  }
  return best;
}
