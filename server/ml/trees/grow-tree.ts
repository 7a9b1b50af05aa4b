/**
 * Grows one regression tree on gradients and curvatures, leaf by leaf, best gain first, over histograms; the larger child's
 * histogram is the parent's less the smaller child's. Gain and leaf value: Chen & Guestrin, "XGBoost", KDD 2016, eq. 5–7,
 * missing values by a learnt default direction (section 3.4). Where an answer may only rise, or only fall, with a feature,
 * splits the other way are refused and both children keep to their side of the middle (Bartley et al., "Enhanced random
 * forest algorithms for partially monotone ordinal classification", AAAI 2019, section 3; as XGBoost and LightGBM do it).
 */
import type { BinnedRows } from './bins.ts';
import type { Tree } from './tree.ts';

export interface GrowOptions {
  leavesMax: number;
  depthMax: number;
  leafRowsMin: number;
  /** L2 on leaf values. */
  lambda: number;
  /** Least gain of a split. */
  gainMin: number;
  /** Factor on leaf values. */
  learningRate: number;
  /** By feature: 1 where the answer may only rise with the value, −1 where it may only fall, 0 where it is free; all are unless told. */
  monotone?: Int8Array;
}

export interface Gradients {
  gradient: Float32Array;
  curvature: Float32Array;
}

interface Split {
  gain: number;
  feature: number;
  bin: number;
  missingLeft: number;
  gradient: number;
  curvature: number;
  count: number;
}

interface Histogram {
  gradient: Float64Array;
  curvature: Float64Array;
  count: Int32Array;
}

/** Values that a leaf and all below it may take, before the learning rate. */
interface Bounds {
  low: number;
  high: number;
}

/** Sums over some rows. */
interface Sums {
  gradient: number;
  curvature: number;
}

interface Leaf extends Bounds, Sums {
  node: number;
  from: number;
  to: number;
  depth: number;
  histogram: Histogram | null;
  split: Split | null;
}

const stride = 256;
const curvatureMin = 1e-3;
/** Threshold of "present": the largest single-precision number. */
const valueMax = 3.4028234663852886e38;

/** One tree's growth: rows are kept in `rows`, each leaf a stretch of it. */
class Grower {
  private readonly nodes: Tree;
  private nodeCount = 0;
  private readonly spare: Int32Array;
  private readonly data: BinnedRows;
  private readonly target: Gradients;
  private readonly rows: Int32Array;
  private readonly columns: number[];
  private readonly options: GrowOptions;

  constructor(
    data: BinnedRows,
    target: Gradients,
    rows: Int32Array,
    columns: number[],
    options: GrowOptions,
  ) {
    this.data = data;
    this.target = target;
    this.rows = rows;
    this.columns = columns;
    this.options = options;
    this.spare = new Int32Array(rows.length);
    const nodesMax = 2 * options.leavesMax;
    this.nodes = {
      feature: new Int32Array(nodesMax).fill(-1),
      threshold: new Float32Array(nodesMax),
      left: new Int32Array(nodesMax).fill(-1),
      right: new Int32Array(nodesMax).fill(-1),
      missingLeft: new Uint8Array(nodesMax),
      value: new Float32Array(nodesMax),
    };
  }

  private makeLeaf(part: Omit<Leaf, 'node' | 'histogram' | 'split'>): Leaf {
    const node = this.nodeCount++;
    this.nodes.value[node] = this.valueOf(part.gradient, part.curvature, part) * this.options.learningRate;
    return { ...part, node, histogram: null, split: null };
  }

  /** The best value for rows of such sums within the bounds of a leaf. */
  private valueOf(gradient: number, curvature: number, { low, high }: Bounds): number {
    return Math.min(high, Math.max(low, -gradient / (curvature + this.options.lambda)));
  }

  /** Which way the answer may go above a cut; 0: any. Present against missing, behind the last bin, has no order. */
  private directionOf(feature: number, bin: number): number {
    return bin <= this.data.edges[feature].length ? (this.options.monotone?.[feature] ?? 0) : 0;
  }

  /**
   * Whether a cut goes the way that a feature's answer may go.
   * @param gradient, curvature of what stands below the cut
   */
  private isOrdered(direction: number, leaf: Leaf, gradient: number, curvature: number): boolean {
    if (direction === 0) return true;
    const low = this.valueOf(gradient, curvature, leaf);
    const high = this.valueOf(leaf.gradient - gradient, leaf.curvature - curvature, leaf);
    return direction > 0 ? low <= high : low >= high;
  }

  private count(from: number, to: number): Histogram {
    const size = this.columns.length * stride;
    const sums: Histogram = {
      gradient: new Float64Array(size),
      curvature: new Float64Array(size),
      count: new Int32Array(size),
    };
    const { bins, rowCount } = this.data;
    const { gradient, curvature } = this.target;
    for (let at = 0; at < this.columns.length; at++) {
      const base = this.columns[at] * rowCount;
      const offset = at * stride;
      for (let place = from; place < to; place++) {
        const row = this.rows[place];
        const bin = offset + bins[base + row];
        sums.gradient[bin] += gradient[row];
        sums.curvature[bin] += curvature[row];
        sums.count[bin]++;
      }
    }
    return sums;
  }

  private bestSplit(leaf: Leaf): Split | null {
    const { leafRowsMin, depthMax } = this.options;
    if (leaf.to - leaf.from < 2 * leafRowsMin || leaf.depth >= depthMax) return null;
    let best: Split | null = null;
    for (let at = 0; at < this.columns.length; at++) {
      const isAnyMissing = (leaf.histogram as Histogram).count[at * stride] > 0;
      for (let missingLeft = 0; missingLeft <= (isAnyMissing ? 1 : 0); missingLeft++) {
        const found = this.bestCut(leaf, at, missingLeft);
        if (found && (!best || found.gain > best.gain)) best = found;
      }
    }
    return best;
  }

  private bestCut(leaf: Leaf, at: number, missingLeft: number): Split | null {
    const { lambda, leafRowsMin, gainMin } = this.options;
    const sums = leaf.histogram as Histogram;
    const offset = at * stride;
    const feature = this.columns[at];
    const binCount = this.data.edges[feature].length + 1;
    const rowCount = leaf.to - leaf.from;
    const whole = (leaf.gradient * leaf.gradient) / (leaf.curvature + lambda);
    let gradient = missingLeft ? sums.gradient[offset] : 0;
    let curvature = missingLeft ? sums.curvature[offset] : 0;
    let count = missingLeft ? sums.count[offset] : 0;
    let best: Split | null = null;
    let gainBest = gainMin;
    // The last cut, present against missing, exists only where missing goes right.
    const cutsEnd = missingLeft ? binCount : binCount + 1;
    for (let bin = 1; bin < cutsEnd; bin++) {
      gradient += sums.gradient[offset + bin];
      curvature += sums.curvature[offset + bin];
      count += sums.count[offset + bin];
      if (rowCount - count < leafRowsMin) break;
      const rest = leaf.curvature - curvature;
      if (count < leafRowsMin || curvature < curvatureMin || rest < curvatureMin) continue;
      const other = leaf.gradient - gradient;
      const gain = (gradient * gradient) / (curvature + lambda) + (other * other) / (rest + lambda) - whole;
      if (gain <= gainBest) continue;
      if (!this.isOrdered(this.directionOf(feature, bin), leaf, gradient, curvature)) continue;
      gainBest = gain;
      best = { gain, feature, bin, missingLeft, gradient, curvature, count };
    }
    return best;
  }

  /** Moves the rows that go left to the front of the leaf's stretch, keeping their order. */
  private partition(leaf: Leaf, split: Split): number {
    const { bins, rowCount } = this.data;
    const base = split.feature * rowCount;
    let left = leaf.from;
    let right = 0;
    for (let place = leaf.from; place < leaf.to; place++) {
      const row = this.rows[place];
      const bin = bins[base + row];
      if (bin === 0 ? split.missingLeft === 1 : bin <= split.bin) this.rows[left++] = row;
      else this.spare[right++] = row;
    }
    this.rows.set(this.spare.subarray(0, right), left);
    return left;
  }

  /** Bounds of the children: on both sides of the middle of their values where the answer may go one way alone. */
  private boundsBelow(leaf: Leaf, split: Split, above: Sums): [Bounds, Bounds] {
    const { low, high } = leaf;
    const own = { low, high };
    const direction = this.directionOf(split.feature, split.bin);
    if (direction === 0) return [own, own];
    const middle =
      (this.valueOf(split.gradient, split.curvature, leaf) +
        this.valueOf(above.gradient, above.curvature, leaf)) /
      2;
    const [under, over] = [
      { low, high: middle },
      { low: middle, high },
    ];
    return direction > 0 ? [under, over] : [over, under];
  }

  private splitLeaf(leaf: Leaf, split: Split): [Leaf, Leaf] {
    const middle = this.partition(leaf, split);
    const { nodes } = this;
    const depth = leaf.depth + 1;
    const { gradient, curvature } = split;
    const above = { gradient: leaf.gradient - gradient, curvature: leaf.curvature - curvature };
    const [boundsLeft, boundsRight] = this.boundsBelow(leaf, split, above);
    const left = this.makeLeaf({ from: leaf.from, to: middle, gradient, curvature, depth, ...boundsLeft });
    const right = this.makeLeaf({ from: middle, to: leaf.to, ...above, depth, ...boundsRight });
    nodes.feature[leaf.node] = split.feature;
    nodes.threshold[leaf.node] = this.data.edges[split.feature][split.bin - 1] ?? valueMax;
    nodes.missingLeft[leaf.node] = split.missingLeft;
    nodes.left[leaf.node] = left.node;
    nodes.right[leaf.node] = right.node;
    nodes.value[leaf.node] = 0;
    const [small, large] = left.to - left.from < right.to - right.from ? [left, right] : [right, left];
    small.histogram = this.count(small.from, small.to);
    large.histogram = subtract(leaf.histogram as Histogram, small.histogram);
    leaf.histogram = null;
    left.split = this.bestSplit(left);
    right.split = this.bestSplit(right);
    return [left, right];
  }

  grow(): Tree {
    let gradient = 0;
    let curvature = 0;
    for (const row of this.rows) {
      gradient += this.target.gradient[row];
      curvature += this.target.curvature[row];
    }
    const free = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const root = this.makeLeaf({ from: 0, to: this.rows.length, gradient, curvature, depth: 0, ...free });
    root.histogram = this.count(0, this.rows.length);
    root.split = this.bestSplit(root);
    const leaves = [root];
    while (leaves.length < this.options.leavesMax) {
      let chosen = -1;
      for (let at = 0; at < leaves.length; at++) {
        const gain = leaves[at].split?.gain ?? 0;
        if (gain > (chosen < 0 ? 0 : (leaves[chosen].split?.gain ?? 0))) chosen = at;
      }
      if (chosen < 0) break;
      const [leaf] = leaves.splice(chosen, 1);
      leaves.push(...this.splitLeaf(leaf, leaf.split as Split));
    }
    return trim(this.nodes, this.nodeCount);
  }
}

/** The larger child's sums, in place of the parent's. */
function subtract(parent: Histogram, child: Histogram): Histogram {
  for (let at = 0; at < parent.count.length; at++) {
    parent.gradient[at] -= child.gradient[at];
    parent.curvature[at] -= child.curvature[at];
    parent.count[at] -= child.count[at];
  }
  return parent;
}

function trim(tree: Tree, count: number): Tree {
  return {
    feature: tree.feature.slice(0, count),
    threshold: tree.threshold.slice(0, count),
    left: tree.left.slice(0, count),
    right: tree.right.slice(0, count),
    missingLeft: tree.missingLeft.slice(0, count),
    value: tree.value.slice(0, count),
  };
}

/**
 * Grows a tree that takes a step against the gradients.
 * @param rows rows to learn from; reordered
 * @param columns features that may be looked at
 */
export function growTree(
  data: BinnedRows,
  target: Gradients,
  rows: Int32Array,
  columns: number[],
  options: GrowOptions,
): Tree {
  return new Grower(data, target, rows, columns, options).grow();
}
