/** How unsure a classifier is of its rows. */
import { softmaxInto } from '../calibrate/calibrate.ts';

/**
 * One minus the difference of the two largest probabilities (Scheffer, Decomain and Wrobel 2001), after a softmax.
 * @param scores rows × width
 * @returns 0 (certain) … 1, a number a row
 */
export function marginUncertainty(scores: Float32Array, width: number, scale: number): Float64Array {
  const rows = scores.length / width;
  const p = new Float64Array(width);
  return Float64Array.from({ length: rows }, (_, row) => {
    softmaxInto(scores.subarray(row * width, (row + 1) * width), scale, p);
    let [first, second] = [0, 0];
    for (const share of p) {
      if (share > first) [first, second] = [share, first];
      else if (share > second) second = share;
    }
    return 1 - (first - second);
  });
}
