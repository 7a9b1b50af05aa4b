/** What a categorizer of several heads chose on held-out rows, as plain data. */
import type { Calibrator } from '../calibrate/calibrate.ts';
import type { PathSet } from '../hierarchy/decode-paths.ts';
import type { Decoding } from '../hierarchy/least-distance.ts';
import type { Fusion } from './fuse.ts';

export interface CategorizerChoices {
  paths: PathSet;
  scales: number[];
  /** Exponents of the levels when one level is decoded: weights[target][level]. */
  weights: number[][];
  /** How the first answer at the leaf is chosen; the calibrator of the leaf was learnt on answers so chosen. Left out: the likeliest. */
  decoding?: Decoding;
  calibrators: Calibrator[];
  /** Calibrated p from which a level's answers kept the promised precision on the held-out rows; null: none did. */
  thresholds: (number | null)[];
}

/** One evidence set. */
export interface EvidenceSet {
  /** Parts that it asks for; 0 for rows as they come, of differing evidence. */
  mask: number;
  rows: number;
  fusion: Fusion;
  choices: CategorizerChoices;
}

export interface FusedChoices {
  /** Heads that are used, in order. */
  heads: string[];
  /** Scale of each head's own softmax at the leaf: for saying what one head alone believes. */
  alone: number[];
  /** The first is for rows as they come; all know the same paths. */
  sets: EvidenceSet[];
}
