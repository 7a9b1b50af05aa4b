/**
 * Which products to ask people about next, so that the model learns most: uncertainty × diversity × value, a batch at a
 * time. Between two trainings a batch is asked whole, so its members must not all teach the same thing.
 */

export interface Pool {
  /** 0 (certain) … 1, each item: 1 − the margin between its two best answers serves well. */
  uncertainty: ArrayLike<number>;
  /** > 0: what a right answer about things like this is worth. */
  value: ArrayLike<number>;
  /** Unit vectors of one length; null where an item has none: it counts as unlike every other. */
  vectors: readonly (Float32Array | null)[];
}

export interface BatchOptions {
  size: number;
  /** Exponent of diversity: 0 takes the most uncertain alone. */
  diversity: number;
}

const dot = (left: Float32Array, right: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += left[at] * right[at];
  return sum;
};

/**
 * Takes the item of the greatest uncertainty × value × distance^diversity, where distance (0 … 1) is one minus the cosine
 * to the nearest item taken before; then the next. Farthest-first traversal (Gonzalez 1985) with weights; in active
 * learning: Sener and Savarese 2018, section 4 (core sets), here weighted by margin (Scheffer et al. 2001).
 * @param candidates items that may be taken
 * @returns items in the order taken, at most `size`; equal scores by number, so that the order is total
 */
export function selectBatch(pool: Pool, candidates: Int32Array, options: BatchOptions): Int32Array {
  const weight = Float64Array.from(candidates, (item) => pool.uncertainty[item] * pool.value[item]);
  const distance = new Float64Array(candidates.length).fill(1);
  const score = Float64Array.from(weight);
  const isTaken = new Uint8Array(candidates.length);
  const taken: number[] = [];
  while (taken.length < Math.min(options.size, candidates.length)) {
    let best = -1;
    for (let at = 0; at < candidates.length; at++)
      if (isTaken[at] === 0 && (best < 0 || score[at] > score[best])) best = at;
    isTaken[best] = 1;
    taken.push(candidates[best]);
    const vector = pool.vectors[candidates[best]];
    if (!vector || options.diversity === 0) continue;
    for (let at = 0; at < candidates.length; at++) {
      const other = pool.vectors[candidates[at]];
      if (isTaken[at] === 1 || !other) continue;
      const far = Math.min(1, Math.max(0, 1 - dot(vector, other)));
      if (far >= distance[at]) continue;
      distance[at] = far;
      score[at] = weight[at] * far ** options.diversity;
    }
  }
  return Int32Array.from(taken);
}
