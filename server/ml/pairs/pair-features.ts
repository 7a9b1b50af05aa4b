/**
 * All features of a pair, in one fixed order. Written into one row of floats; names tell what each is. Scale-free where
 * possible (ratios, idf in 0…1), so that a model learnt on one catalog holds on another.
 */
import type { DenseRows } from '../trees/tree.ts';
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { modelFeatures, numberFeatures, pieceFeatures, quantityFeatures } from './features-codes.ts';
import { brandFeatures, extraFeatures, priceFeatures, spellingFeatures } from './features-fields.ts';
import { allWordFeatures, crossTextFeatures, gramFeatures, titleWordFeatures } from './features-words.ts';

/** Features that every catalog has: what the shipped model was trained on. Their order is part of its version. */
export const generalGroups: readonly FeatureGroup[] = [
  titleWordFeatures,
  allWordFeatures,
  crossTextFeatures,
  gramFeatures,
  modelFeatures,
  pieceFeatures,
  numberFeatures,
  quantityFeatures,
  brandFeatures,
  priceFeatures,
  spellingFeatures,
];

/** Pairs that one group of features after the other reads. */
const blockPairs = 512;

export class PairFeatures {
  readonly names: string[];
  private readonly groups: readonly FeatureGroup[];
  private readonly offsets: number[] = [];
  /** Places of the two sides of one fact; ordered when sides mean nothing. */
  private readonly lows: Int32Array;
  private readonly highs: Int32Array;

  /**
   * @param extraNames fields compared one by one, in the order of PairRecord.extras
   * @param isDirected whether left and right are two different tables: then their sides stay apart
   * @param more further groups (image distances)
   */
  constructor(extraNames: readonly string[], isDirected: boolean, more: readonly FeatureGroup[] = []) {
    this.groups = [...generalGroups, extraFeatures(extraNames), ...more];
    this.names = [];
    for (const group of this.groups) {
      this.offsets.push(this.names.length);
      this.names.push(...group.names);
    }
    const sides = isDirected ? [] : this.findSides();
    this.lows = Int32Array.from(sides, ([low]) => low);
    this.highs = Int32Array.from(sides, ([, high]) => high);
  }

  private findSides(): [number, number][] {
    return this.names.flatMap((name, at): [number, number][] => {
      const other = sideB(name);
      const place = other === null ? -1 : this.names.indexOf(other);
      return place > at ? [[at, place]] : [];
    });
  }

  get count(): number {
    return this.names.length;
  }

  /** Writes the features of (a, b) at `offset` of `out`. */
  write(corpus: PairCorpus, a: number, b: number, out: Float32Array, offset: number): void {
    for (let at = 0; at < this.groups.length; at++) {
      this.groups[at].write(corpus, a, b, out, offset + this.offsets[at]);
    }
    this.orderSides(out, offset);
  }

  /** Where sides mean nothing, the lower of two facts comes first. */
  private orderSides(out: Float32Array, offset: number): void {
    for (let side = 0; side < this.lows.length; side++) {
      const low = offset + this.lows[side];
      const high = offset + this.highs[side];
      const one = out[low];
      const other = out[high];
      // Missing sorts last, so that (x, missing) and (missing, x) are one.
      if (one > other || (Number.isNaN(one) && !Number.isNaN(other))) {
        out[low] = other;
        out[high] = one;
      }
    }
  }

  /** Features of many pairs: group by group over some pairs at a time, so that what a group reads stays near. */
  rows(corpus: PairCorpus, left: ArrayLike<number>, right: ArrayLike<number>): DenseRows {
    const { count } = this;
    const values = new Float32Array(left.length * count);
    for (let from = 0; from < left.length; from += blockPairs) {
      const to = Math.min(left.length, from + blockPairs);
      for (let at = 0; at < this.groups.length; at++) {
        const group = this.groups[at];
        const offset = this.offsets[at];
        for (let pair = from; pair < to; pair++)
          group.write(corpus, left[pair], right[pair], values, pair * count + offset);
      }
      for (let pair = from; pair < to; pair++) this.orderSides(values, pair * count);
    }
    return { values, rowCount: left.length, featureCount: count };
  }
}

/** The name of the same fact from the other side: `… A` → `… B`, `of A in title B` → `of B in title A`. */
function sideB(name: string): string | null {
  if (!/(^| )A( |$)/.test(name)) return null;
  return name.replace(/(?<=^| )[AB](?= |$)/g, (side) => (side === 'A' ? 'B' : 'A'));
}
