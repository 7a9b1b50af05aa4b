/**
 * Vectors in groups of bounded size, by halving: the posting lists of SPANN and SPFresh (Chen et al., NeurIPS 2021; Xu et al.,
 * SOSP 2023), where a list that has grown too long is cut in two by 2-means and all others stay as they are.
 */

export interface VectorGroup {
  /** Rows, ascending. */
  rows: number[];
  /** Mean of the rows, of length 1 (zeros where they cancel out). */
  centre: Float32Array;
}

/** 2-means of a few hundred vectors has settled by then, or nearly. */
const rounds = 8;

/** Rows of `size` numbers each, one after the other. */
class Rows {
  readonly all: Float32Array;
  readonly size: number;

  constructor(all: Float32Array, size: number) {
    this.all = all;
    this.size = size;
  }

  product(row: number, other: Float32Array): number {
    const from = row * this.size;
    let sum = 0;
    for (let at = 0; at < this.size; at++) sum += this.all[from + at] * other[at];
    return sum;
  }

  copy(row: number): Float32Array {
    return this.all.slice(row * this.size, (row + 1) * this.size);
  }

  mean(rows: readonly number[]): Float32Array {
    const sum = new Float64Array(this.size);
    for (const row of rows) for (let at = 0; at < this.size; at++) sum[at] += this.all[row * this.size + at];
    const length = Math.hypot(...sum);
    return Float32Array.from(sum, (value) => (length > 0 ? value / length : 0));
  }

  /** The row farthest from a vector, the first of equals. */
  farthest(rows: readonly number[], from: Float32Array): number {
    let [found, least] = [rows[0], Number.POSITIVE_INFINITY];
    for (const row of rows) {
      const product = this.product(row, from);
      if (product < least) [found, least] = [row, product];
    }
    return found;
  }
}

/** Two parts, none empty: by 2-means from two rows far apart, or by number where all are alike. */
function halve(vectors: Rows, rows: readonly number[]): [number[], number[]] {
  const first = vectors.copy(vectors.farthest(rows, vectors.mean(rows)));
  let centres = [first, vectors.copy(vectors.farthest(rows, first))];
  let parts: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const before = parts[1].length;
    parts = [[], []];
    for (const row of rows)
      parts[vectors.product(row, centres[1]) > vectors.product(row, centres[0]) ? 1 : 0].push(row);
    if (parts[0].length === 0 || parts[1].length === 0) {
      const middle = rows.length >> 1;
      return [rows.slice(0, middle), rows.slice(middle)];
    }
    if (round > 0 && parts[1].length === before) break;
    centres = parts.map((part) => vectors.mean(part));
  }
  return parts;
}

/**
 * Groups of at most `max` rows that hold every row once. `all`: rows of `size` numbers, each of length 1. The same rows in the
 * same order make the same groups. Throws RangeError where `max` is below 1.
 */
export function groupVectors(all: Float32Array, size: number, max: number): VectorGroup[] {
  if (!(max >= 1)) throw new RangeError('a group holds at least one vector');
  const vectors = new Rows(all, size);
  const groups: VectorGroup[] = [];
  const waiting: number[][] = all.length ? [Array.from({ length: all.length / size }, (_, row) => row)] : [];
  for (let rows = waiting.pop(); rows; rows = waiting.pop()) {
    if (rows.length > max) waiting.push(...halve(vectors, rows).reverse());
    else groups.push({ rows, centre: vectors.mean(rows) });
  }
  return groups;
}
