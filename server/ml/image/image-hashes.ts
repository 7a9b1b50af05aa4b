/** Perceptual hashes of a square of greys. Two pictures are alike where few bits differ. */

/** Mean greys of `wide` × `high` equal cells of a square. */
function meanCells(grey: Uint8Array, side: number, wide: number, high: number): Float64Array {
  const cells = new Float64Array(wide * high);
  for (let row = 0; row < high; row++) {
    const top = Math.floor((row * side) / high);
    const bottom = Math.floor(((row + 1) * side) / high);
    for (let column = 0; column < wide; column++) {
      const left = Math.floor((column * side) / wide);
      const right = Math.floor(((column + 1) * side) / wide);
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += grey[y * side + x];
      cells[row * wide + column] = sum / ((right - left) * (bottom - top));
    }
  }
  return cells;
}

/** Bit set where a cell of 9 × 8 is darker than its right neighbour by more than 2 (Krawetz 2013, with a dead zone). */
export function addDifferenceHash(grey: Uint8Array, side: number, out: Uint8Array): void {
  const cells = meanCells(grey, side, 9, 8);
  for (let y = 0; y < 8; y++) {
    let byte = 0;
    for (let x = 0; x < 8; x++) byte = (byte << 1) | (cells[y * 9 + x] + 2 < cells[y * 9 + x + 1] ? 1 : 0);
    out[y] = byte;
  }
}

const terms = 8;
const samples = 32;
/** cos(π · (2n + 1) · k / 64): rows k = 1 … 8, columns n. The constant term says nothing about shape and is left out. */
const cosines = Float64Array.from({ length: terms * samples }, (_, at) =>
  Math.cos((Math.PI * (2 * (at % samples) + 1) * (Math.floor(at / samples) + 1)) / (2 * samples)),
);

/** Signs of the 8 × 8 lowest terms of the discrete cosine transform of 32 × 32 greys, against their median (Zauner 2010). */
export function addPerceptualHash(grey: Uint8Array, side: number, out: Uint8Array): void {
  const cells = meanCells(grey, side, samples, samples);
  const rows = new Float64Array(samples * terms);
  for (let y = 0; y < samples; y++) {
    for (let term = 0; term < terms; term++) {
      let sum = 0;
      for (let x = 0; x < samples; x++) sum += cells[y * samples + x] * cosines[term * samples + x];
      rows[y * terms + term] = sum;
    }
  }
  const found = new Float64Array(terms * terms);
  for (let down = 0; down < terms; down++) {
    for (let across = 0; across < terms; across++) {
      let sum = 0;
      for (let y = 0; y < samples; y++) sum += rows[y * terms + across] * cosines[down * samples + y];
      found[down * terms + across] = sum;
    }
  }
  const sorted = found.slice().sort();
  const median = (sorted[31] + sorted[32]) / 2;
  for (let down = 0; down < terms; down++) {
    let byte = 0;
    for (let across = 0; across < terms; across++)
      byte = (byte << 1) | (found[down * terms + across] > median ? 1 : 0);
    out[down] = byte;
  }
}

/** Bits that differ between two hashes of 8 bytes; 64 at most. */
export function hashDistance(left: Uint8Array, right: Uint8Array): number {
  let bits = 0;
  for (let at = 0; at < 8; at++) {
    let differing = left[at] ^ right[at];
    while (differing) {
      differing &= differing - 1;
      bits++;
    }
  }
  return bits;
}
