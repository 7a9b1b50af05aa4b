/**
 * How the first answer at the leaf is chosen: the likeliest, or that of least expected tree distance (ml/hierarchy/least-distance.ts).
 * The second is taken where it brings answers nearer to the truth on held-out rows, beyond chance, and costs no first answers beyond chance.
 */
import type { PathSet } from '#server/ml/hierarchy/decode-paths.ts';
import { type Decoding, pathDistance } from '#server/ml/hierarchy/least-distance.ts';

/** Standard errors that the mean distance must fall by: one-sided 95 %. */
const gainZ = 1.645;
/** Standard errors of right first answers that may be lost. */
const lossZ = 1;

/** Held-out answers by either way, as places among the known paths. */
export interface DecodedPaths {
  likeliest: readonly number[];
  nearest: readonly number[];
}

/**
 * Chooses by paired differences over held-out rows whose path is known.
 * @param truth class ids per level; −1 leaves the row out
 */
export function chooseDecoding(
  paths: PathSet,
  { likeliest, nearest }: DecodedPaths,
  truth: readonly Int32Array[],
): Decoding {
  let [rows, gain, squares, won, lost] = [0, 0, 0, 0, 0];
  likeliest.forEach((path, row) => {
    const own = truth.map((level) => level[row]);
    if (own.some((label) => label < 0)) return;
    rows++;
    const [before, after] = [path, nearest[row]].map((place) => pathDistance(paths, place, own));
    gain += before - after;
    squares += (before - after) ** 2;
    if (before > 0 && after === 0) won++;
    if (before === 0 && after > 0) lost++;
  });
  if (rows < 2) return 'likeliest';
  const error = Math.sqrt(Math.max(0, squares - gain ** 2 / rows) * (rows / (rows - 1)));
  const isNearer = gain > 0 && gain > gainZ * error;
  const isAsRight = lost - won <= lossZ * Math.sqrt(lost + won);
  return isNearer && isAsRight ? 'least distance' : 'likeliest';
}
