/**
 * Vectors of int8 with one scale for each feature, and sums of them in whole numbers. A number is off by at most half a step:
 * max |vector| / 254. What a row weighs its features with is rounded to whole steps, as fine as 16 bits and sums of 32 allow.
 */

export const smallMost = 127;
/** The largest step, and the largest sum of a row's steps: |Σ step · number| then stays below 2³¹. */
const stepMost = 2 ** 15 - 1;
const sumMost = Math.floor((2 ** 31 - 1) / smallMost);

/** The scale of a vector: its largest number becomes 127. 1 for a vector of zeros. */
export function scaleOf(largest: number): number {
  return largest > 0 ? largest / smallMost : 1;
}

/** What walks over the small vectors of a slice; addresses are bytes in one memory. */
export interface SmallBag {
  /** Features, an even number of them (the last may be a filler of weight 0). */
  ids: number;
  /** Their weights in steps, int16. */
  steps: number;
  count: number;
  /** The slice: columns × 64 numbers of int8. */
  table: number;
  /** What a sum of steps is worth. */
  unit: number;
}

export interface SmallBagKernel {
  /** to = unit · Σ step · vector: 64 numbers */
  sum(bag: SmallBag, to: number): void;
}

/**
 * Writes a row's weights as steps.
 * @param scales of the columns
 * @returns what a step is worth
 */
export function toSteps(
  ids: Int32Array,
  weights: Float32Array,
  scales: Float32Array,
  from: number,
  to: number,
  steps: Int16Array,
): number {
  let largest = 0;
  let total = 0;
  for (let at = from; at < to; at++) {
    const weight = Math.abs(weights[at] * scales[ids[at]]);
    total += weight;
    if (weight > largest) largest = weight;
  }
  if (largest === 0) {
    steps.fill(0, from, to);
    return 0;
  }
  // Rounding adds half a step a feature at most.
  const perUnit = Math.min(stepMost / largest, (sumMost - (to - from) / 2) / total);
  for (let at = from; at < to; at++) {
    const exact = weights[at] * scales[ids[at]] * perUnit;
    steps[at] = exact < 0 ? exact - 0.5 : exact + 0.5;
  }
  return 1 / perUnit;
}

/** The kernel in plain TypeScript: whole numbers, so that it says the same as wasm/small-bag-kernel.ts to the bit. */
export function plainSmallBagKernel(buffer: ArrayBufferLike, sliceSize: number): SmallBagKernel {
  const [bytes, shorts, ints] = [new Int8Array(buffer), new Int16Array(buffer), new Int32Array(buffer)];
  const floats = new Float32Array(buffer);
  const sums = new Int32Array(sliceSize);
  return {
    sum({ ids, steps, count, table, unit }, to) {
      sums.fill(0);
      for (let at = 0; at < count; at++) {
        const from = table + ints[ids / 4 + at] * sliceSize;
        const step = shorts[steps / 2 + at];
        for (let d = 0; d < sliceSize; d++) sums[d] += step * bytes[from + d];
      }
      for (let d = 0; d < sliceSize; d++) floats[to / 4 + d] = Math.fround(unit) * Math.fround(sums[d]);
    },
  };
}
