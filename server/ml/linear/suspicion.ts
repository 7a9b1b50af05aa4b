/**
 * How strongly a given label is doubted by a model that did not train on the row: the confident-learning view of label
 * noise (Northcutt et al., "Confident Learning", JAIR 2021). The score is the log-odds of the best other class against
 * the given one, each class lowered by its own mean self-confidence, so that a hard class is not all suspects.
 */
import { softmaxInto } from '../calibrate/calibrate.ts';

/** Mean p(class) over the rows that are given that class; 1 for a class without rows. */
export function selfConfidence(p: Float64Array, classCount: number, given: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(classCount);
  const counts = new Float64Array(classCount);
  for (let row = 0; row < given.length; row++) {
    if (given[row] < 0) continue;
    sums[given[row]] += p[row * classCount + given[row]];
    counts[given[row]]++;
  }
  return sums.map((sum, label) => (counts[label] > 0 ? sum / counts[label] : 1));
}

/** The same from each row's p of its own class alone. */
export function meanConfidence(
  pOwn: ArrayLike<number>,
  classCount: number,
  given: ArrayLike<number>,
): number[] {
  const sums = new Float64Array(classCount);
  const counts = new Float64Array(classCount);
  for (let row = 0; row < given.length; row++) {
    if (given[row] < 0) continue;
    sums[given[row]] += pOwn[row];
    counts[given[row]]++;
  }
  return Array.from(sums, (sum, label) => (counts[label] > 0 ? sum / counts[label] : 1));
}

/** Softmax of every row. */
export function probabilities(scores: Float32Array, classCount: number, scale: number): Float64Array {
  const p = new Float64Array(scores.length);
  const buffer = new Float64Array(classCount);
  for (let from = 0; from < scores.length; from += classCount) {
    p.set(softmaxInto(scores.subarray(from, from + classCount), scale, buffer), from);
  }
  return p;
}

/**
 * Suspicion of each row, in nats; above 0 the model prefers another class. Rows without a given label get −∞.
 * @param p rows × classes, out of fold
 */
export function suspicions(p: Float64Array, classCount: number, given: ArrayLike<number>): Float64Array {
  const confidence = selfConfidence(p, classCount, given);
  const found = new Float64Array(given.length).fill(Number.NEGATIVE_INFINITY);
  const adjusted = (row: number, label: number): number =>
    Math.log(Math.max(1e-9, p[row * classCount + label])) - 0.5 * Math.log(Math.max(0.05, confidence[label]));
  for (let row = 0; row < given.length; row++) {
    if (given[row] < 0) continue;
    let best = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < classCount; label++)
      if (label !== given[row]) best = Math.max(best, adjusted(row, label));
    found[row] = best - adjusted(row, given[row]);
  }
  return found;
}
