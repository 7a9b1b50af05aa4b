/**
 * The head of the nearest labelled neighbours: similarity-weighted votes (Dudani, "The distance-weighted k-nearest-
 * neighbor rule", 1976), smoothed towards uniform so that a class without a vote stays possible.
 */
export interface LabelledNeighbour {
  /** Cosine similarity, at most 1. */
  similarity: number;
  /** Class per level; −1 where unknown. */
  labels: readonly number[];
}

/** Neighbours that vote. */
export const neighbourCount = 16;

/** Votes' worth of uniform belief: with no near neighbour the head says nothing. */
const smoothing = 0.3;

/** Near copies count nearly 1, half-alike texts a sixteenth. */
const sharpness = 4;

/**
 * Writes log-shares of one row.
 * @param out per level: the row's slice of the head's scores, one number a class
 */
export function writeVotes(neighbours: readonly LabelledNeighbour[], out: readonly Float32Array[]): void {
  out.forEach((scores, level) => {
    const base = smoothing / scores.length;
    scores.fill(base);
    let total = smoothing;
    for (const { similarity, labels } of neighbours) {
      const label = labels[level];
      if (label < 0 || similarity <= 0) continue;
      const weight = Math.min(1, similarity) ** sharpness;
      scores[label] += weight;
      total += weight;
    }
    for (let label = 0; label < scores.length; label++) scores[label] = Math.log(scores[label] / total);
  });
}
