/**
 * Products of bags of features with vectors, the four loops that product2vec spends its time in. Vectors are read in
 * slices of 64 numbers; addresses are bytes in one buffer, so that WebAssembly (wasm/bag-kernel.ts) and plain
 * TypeScript can take each other's place. Both round after every operation in the same order: their answers are equal.
 */

/** Numbers of a slice. Vectors are one or more slices long. */
export const sliceSize = 64;

/** Features and their weights, and the table of vectors that the features name. */
export interface BagAddresses {
  ids: number;
  weights: number;
  /** First number of the slice in the first vector. */
  table: number;
  /** Bytes of a whole vector. */
  stride: number;
}

/** Vectors of classes, and a number for each class. */
export interface ClassAddresses {
  vectors: number;
  stride: number;
  count: number;
  /** Scores, or gradients: one float a class. */
  values: number;
}

export interface BagKernel {
  /** to = Σ weight · vector */
  sum(bag: BagAddresses, count: number, to: number): void;
  /** vector −= rate · weight · from, for each feature */
  spread(bag: BagAddresses, count: number, from: number, rate: number): void;
  /** value += vector · x, for each class */
  score(classes: ClassAddresses, x: number): void;
  /** to += value · vector; vector −= rate · value · x; for each class with |value| > least */
  learn(classes: ClassAddresses, x: number, to: number, rate: number, least: number): void;
}

const round = Math.fround;

/** The kernel in plain TypeScript. */
export function plainBagKernel(buffer: ArrayBufferLike): BagKernel {
  const floats = new Float32Array(buffer);
  const ints = new Int32Array(buffer);
  const lanes = new Float32Array(4);
  const sums = new Float32Array(sliceSize);
  return {
    sum({ ids, weights, table, stride }, count, to) {
      sums.fill(0);
      for (let at = 0; at < count; at++) {
        const from = (table + ints[ids / 4 + at] * stride) / 4;
        const weight = floats[weights / 4 + at];
        for (let d = 0; d < sliceSize; d++) sums[d] += round(weight * floats[from + d]);
      }
      floats.set(sums, to / 4);
    },
    spread({ ids, weights, table, stride }, count, from, rate) {
      for (let d = 0; d < sliceSize; d++) sums[d] = round(round(rate) * floats[from / 4 + d]);
      for (let at = 0; at < count; at++) {
        const to = (table + ints[ids / 4 + at] * stride) / 4;
        const weight = floats[weights / 4 + at];
        for (let d = 0; d < sliceSize; d++) floats[to + d] -= round(weight * sums[d]);
      }
    },
    score({ vectors, stride, count, values }, x) {
      for (let label = 0; label < count; label++) {
        const from = (vectors + label * stride) / 4;
        lanes.fill(0);
        for (let d = 0; d < sliceSize; d++) lanes[d & 3] += round(floats[x / 4 + d] * floats[from + d]);
        floats[values / 4 + label] += round(round(lanes[0] + lanes[1]) + round(lanes[2] + lanes[3]));
      }
    },
    learn({ vectors, stride, count, values }, x, to, rate, least) {
      for (let label = 0; label < count; label++) {
        const value = floats[values / 4 + label];
        if (!(Math.abs(value) > round(least))) continue;
        const from = (vectors + label * stride) / 4;
        const step = round(value * round(rate));
        for (let d = 0; d < sliceSize; d++) {
          const before = floats[from + d];
          floats[to / 4 + d] += round(value * before);
          floats[from + d] = before - round(step * floats[x / 4 + d]);
        }
      }
    },
  };
}
