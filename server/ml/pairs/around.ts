/**
 * The second look at a pair: its features, its first p, how it stands among the other candidates of both products, and
 * which neighbours they share. Evaluation and catalog use the same columns, so that one model serves both. A model that reads
 * these columns alone, not the features, serves behind any first look: it knows nothing of listings to hold against it.
 */
import type { DenseRows } from '../trees/tree.ts';
import { contextFeatureCount, contextFeatures, type PairList } from './context.ts';
import { PairGraph, pairGraphFeatures } from './pair-graph.ts';

/** A weaker edge says nothing about whom two products have in common. */
const edgeMin = 0.2;

/** Columns beside the features of the pair: first p, context, graph. */
export const aroundCount = 1 + contextFeatureCount + pairGraphFeatures.length;

/** What stands around pairs of one collection; every pair with a chance must be among them. */
export class PairSurroundings {
  private readonly pairs: PairList;
  private readonly first: ArrayLike<number>;
  private readonly context: Float32Array;
  private readonly graph: PairGraph;

  /** @param records pairs are of records 0…records−1 */
  constructor(pairs: { left: Int32Array; right: Int32Array }, first: ArrayLike<number>, records: number) {
    this.pairs = pairs;
    this.first = first;
    this.context = contextFeatures(pairs, first, true);
    this.graph = new PairGraph({ ...pairs, p: first }, records, edgeMin);
  }

  /** What stands around pairs from…from + count, without their features: `aroundCount` columns. */
  rows(from: number, count: number): DenseRows {
    const values = new Float32Array(count * aroundCount);
    for (let row = 0; row < count; row++) this.write(from + row, values, row * aroundCount);
    return { values, rowCount: count, featureCount: aroundCount };
  }

  /** The rows of pairs from…from + plain.rowCount, wider by `aroundCount`. */
  widen(plain: DenseRows, from = 0): DenseRows {
    const featureCount = plain.featureCount + aroundCount;
    const values = new Float32Array(plain.rowCount * featureCount);
    for (let row = 0; row < plain.rowCount; row++) {
      const own = plain.values.subarray(row * plain.featureCount, (row + 1) * plain.featureCount);
      values.set(own, row * featureCount);
      this.write(from + row, values, row * featureCount + plain.featureCount);
    }
    return { values, rowCount: plain.rowCount, featureCount };
  }

  private write(pair: number, out: Float32Array, at: number): void {
    const context = pair * contextFeatureCount;
    out[at] = this.first[pair];
    out.set(this.context.subarray(context, context + contextFeatureCount), at + 1);
    this.graph.write(this.pairs.left[pair], this.pairs.right[pair], out, at + 1 + contextFeatureCount);
  }
}
