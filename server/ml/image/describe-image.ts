/**
 * A picture as numbers without any training: gradients (HOG: Dalal & Triggs, CVPR 2005, unsigned, 9 bins, 8 × 8 cells),
 * a colour histogram (4 × 4 × 4, square roots: Hellinger) and the mean colour and spread of a 4 × 4 grid.
 */

/** Side of the square picture that is described, in pixels. */
export const describedSidePx = 64;

const cellPx = 8;
const cells = describedSidePx / cellPx;
const bins = 9;
const gradientLength = cells * cells * bins;
const colourLength = 64;
const grid = 4;
const layoutLength = grid * grid * 6;

/** Length of the vector. */
export const descriptorLength = gradientLength + colourLength + layoutLength;

function normalise(block: Float32Array): void {
  let sum = 0;
  for (const value of block) sum += value * value;
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let at = 0; at < block.length; at++) block[at] *= scale;
}

function addGradients(rgb: Uint8Array, out: Float32Array): void {
  const side = describedSidePx;
  const grey = new Float32Array(side * side);
  for (let at = 0; at < grey.length; at++)
    grey[at] = 0.299 * rgb[3 * at] + 0.587 * rgb[3 * at + 1] + 0.114 * rgb[3 * at + 2];
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const dx = grey[y * side + x + 1] - grey[y * side + x - 1];
      const dy = grey[(y + 1) * side + x] - grey[(y - 1) * side + x];
      const angle = Math.atan2(dy, dx) / Math.PI + (dy < 0 ? 1 : 0);
      const bin = Math.min(bins - 1, Math.floor(angle * bins));
      const cell = Math.floor(y / cellPx) * cells + Math.floor(x / cellPx);
      out[cell * bins + bin] += Math.hypot(dx, dy);
    }
  }
  for (let cell = 0; cell < cells * cells; cell++) {
    const own = out.subarray(cell * bins, (cell + 1) * bins);
    // Square roots keep one strong edge from hiding the rest of its cell.
    for (let bin = 0; bin < bins; bin++) own[bin] = Math.sqrt(own[bin]);
  }
}

function addColours(rgb: Uint8Array, out: Float32Array): void {
  for (let at = 0; at < rgb.length; at += 3)
    out[(rgb[at] >> 6) * 16 + (rgb[at + 1] >> 6) * 4 + (rgb[at + 2] >> 6)]++;
  for (let bin = 0; bin < out.length; bin++) out[bin] = Math.sqrt(out[bin]);
}

function addLayout(rgb: Uint8Array, out: Float32Array): void {
  const side = describedSidePx;
  const step = side / grid;
  for (let cell = 0; cell < grid * grid; cell++) {
    const top = Math.floor(cell / grid) * step;
    const left = (cell % grid) * step;
    for (let channel = 0; channel < 3; channel++) {
      let sum = 0;
      let squares = 0;
      for (let y = top; y < top + step; y++) {
        for (let x = left; x < left + step; x++) {
          const value = rgb[3 * (y * side + x) + channel] / 255;
          sum += value;
          squares += value * value;
        }
      }
      const mean = sum / (step * step);
      out[cell * 6 + channel] = 1 - mean;
      out[cell * 6 + 3 + channel] = Math.sqrt(Math.max(0, squares / (step * step) - mean * mean));
    }
  }
}

/**
 * Describes a picture.
 * @param rgb 64 × 64 × 3 bytes, row by row
 * @returns `descriptorLength` numbers of unit length; each of the three blocks weighs the same
 */
export function describeImage(rgb: Uint8Array): Float32Array {
  if (rgb.length !== describedSidePx * describedSidePx * 3)
    throw new RangeError(`expected ${describedSidePx} × ${describedSidePx} × 3 bytes, got ${rgb.length}`);
  const out = new Float32Array(descriptorLength);
  const gradients = out.subarray(0, gradientLength);
  const colours = out.subarray(gradientLength, gradientLength + colourLength);
  const layout = out.subarray(gradientLength + colourLength);
  addGradients(rgb, gradients);
  addColours(rgb, colours);
  addLayout(rgb, layout);
  for (const block of [gradients, colours, layout]) normalise(block);
  normalise(out);
  return out;
}
