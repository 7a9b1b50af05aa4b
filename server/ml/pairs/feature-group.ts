import type { PairCorpus } from './corpus.ts';

/** Some features of a pair that are computed together. */
export interface FeatureGroup {
  /** One name a feature. Two names that differ in ` A` and ` B` alone are one fact seen from both sides. */
  names: readonly string[];
  /** Writes `names.length` numbers to `out` from `at`; NaN is unknown. */
  write(corpus: PairCorpus, a: number, b: number, out: Float32Array, at: number): void;
}
