/**
 * Where a candidate came from, as bits: candidate_pair.sources. `spared`: a learnt filter refuses it, chance lets it through
 * all the same, so that what filters lose can be seen.
 */
export const source = { key: 1, picture: 2, text: 4, vector: 8, asked: 16, spared: 32 } as const;

/** Candidates that one listing may add, by source; others may find it too. */
export interface CandidateBounds {
  keysMax: number;
  picturesMax: number;
  /** By difference hash of pictures whose statistics nobody knows: a weak sign (one stranger in eight is as near). */
  hashesMax: number;
  /** By rare names. */
  namesMax: number;
  /** Namesakes from which those are taken. */
  namesLookedAt: number;
  /** By titles spelt alike. */
  gramsMax: number;
  vectorsMax: number;
}

export const candidateBounds: CandidateBounds = {
  keysMax: 20,
  picturesMax: 10,
  hashesMax: 10,
  namesMax: 9,
  namesLookedAt: 200,
  gramsMax: 3,
  vectorsMax: 4,
};
