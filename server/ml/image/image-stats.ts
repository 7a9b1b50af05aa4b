/**
 * A picture as 152 bytes of integer statistics: what the pair filter compares a billion times, and what the portrait of
 * the data shows. Layout, offsets in bytes:
 *
 *     0  32  colour histogram: 8 greys (chroma below 28), then 12 hues × {dark, bright}; 255 · √share
 *    32  32  texture: local binary patterns of the 4 neighbours (16 codes: Ojala et al., PAMI 2002) × {calm, lively}; 255 · √share
 *    64  16  edges: gradient strength by direction (22.5° each); 255 · √share
 *    80  48  grey thumbnail, 6 wide × 8 high
 *   128   8  dHash, big endian (Krawetz 2013); all 0 where flat
 *   136   8  pHash: signs of the 8 × 8 lowest cosine terms of 32 × 32 greys against their median; all 0 where flat
 *   144   1  aspect: 128 + 32 · log2(width / height)
 *   145   1  mean grey          146  1  spread of grey: 2 · standard deviation
 *   147   1  share of near-white pixels (all channels ≥ 240), of 255
 *   148   1  the same, of the border two pixels wide    149  1  spread of grey in that border
 *   150   1  mean chroma        151  1  flags: 1 flat (its hashes say nothing), 2 white border
 */
import { describedSidePx, greyOf } from './describe-image.ts';
import { addDifferenceHash, addPerceptualHash } from './image-hashes.ts';

/** Bytes of the statistics of one picture. */
export const imageStatsLength = 152;

/** Where each part starts. */
export const statOffset = {
  colour: 0,
  texture: 32,
  edges: 64,
  thumbnail: 80,
  dHash: 128,
  pHash: 136,
  aspect: 144,
  grey: 145,
  spread: 146,
  white: 147,
  borderWhite: 148,
  borderSpread: 149,
  chroma: 150,
  flags: 151,
} as const;

/** Bits of the last byte. */
export const statFlag = { flat: 1, whiteBorder: 2 } as const;

/** Standard deviation of grey below which a picture is one colour: its hashes would equal those of every other flat one. */
const flatBelow = 4;

const side = describedSidePx;
const area = side * side;
const borderPx = 2;

interface Sums {
  colour: Float64Array;
  white: number;
  borderWhite: number;
  chroma: number;
}

/** Pixels of the border, by position. */
const borderPixels = Int32Array.from(
  [...Array(area).keys()].filter((at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    return Math.min(x, y, side - 1 - x, side - 1 - y) < borderPx;
  }),
);

function hueOf(r: number, g: number, b: number, largest: number, chroma: number): number {
  if (largest === r) return ((g - b) / chroma + 6) % 6;
  return largest === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
}

/** Colour bin of a pixel: 0–7 grey by lightness, 8–31 hue in twelfths, dark or bright. */
function colourBin(r: number, g: number, b: number, largest: number, chroma: number): number {
  if (chroma < 28) return largest >> 5;
  return 8 + Math.min(11, Math.floor(hueOf(r, g, b, largest, chroma) * 2)) * 2 + (largest > 128 ? 1 : 0);
}

/** Bin of every colour of 5 bits a channel: deciding the hue of each pixel cost a third of the whole. */
const binOfColour = Uint8Array.from({ length: 2 ** 15 }, (_, colour) => {
  const [r, g, b] = [colour >> 10, (colour >> 5) & 31, colour & 31].map((five) => (five << 3) | (five >> 2));
  const largest = Math.max(r, g, b);
  return colourBin(r, g, b, largest, largest - Math.min(r, g, b));
});

const whiteFrom = 240;

function sumColours(rgb: Uint8Array): Sums {
  const sums: Sums = { colour: new Float64Array(32), white: 0, borderWhite: 0, chroma: 0 };
  for (let at = 0; at < 3 * area; at += 3) {
    const r = rgb[at];
    const g = rgb[at + 1];
    const b = rgb[at + 2];
    sums.colour[binOfColour[((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)]]++;
    const smallest = Math.min(r, g, b);
    sums.chroma += Math.max(r, g, b) - smallest;
    if (smallest >= whiteFrom) sums.white++;
  }
  for (const at of borderPixels)
    if (Math.min(rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]) >= whiteFrom) sums.borderWhite++;
  return sums;
}

/** 16 codes of which of the four neighbours are lighter, in a calm or lively place. */
function addTexture(grey: Uint8Array, counts: Float64Array): void {
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x;
      const own = grey[at];
      const left = grey[at - 1] - own;
      const right = grey[at + 1] - own;
      const up = grey[at - side] - own;
      const down = grey[at + side] - own;
      const code = (left > 2 ? 1 : 0) | (right > 2 ? 2 : 0) | (up > 2 ? 4 : 0) | (down > 2 ? 8 : 0);
      const lively = Math.abs(left) + Math.abs(right) + Math.abs(up) + Math.abs(down) > 40;
      counts[code + (lively ? 16 : 0)]++;
    }
  }
}

function addEdges(grey: Uint8Array, counts: Float64Array): void {
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x;
      const dx = grey[at + 1] - grey[at - 1];
      const dy = grey[at + side] - grey[at - side];
      const strength = dx * dx + dy * dy;
      if (strength > 64) counts[directionOf(dx, dy)] += Math.sqrt(strength);
    }
  }
}

const tangents = [1, 2, 3].map((step) => Math.tan((step * Math.PI) / 8));

/** Sixteenth of the circle that (dx, dy) points into, counted from the positive x axis: tangents, since atan2 is slow. */
function directionOf(dx: number, dy: number): number {
  const steep = Math.abs(dy);
  const flat = Math.abs(dx);
  const eighth =
    steep < flat * tangents[0] ? 0 : steep < flat * tangents[1] ? 1 : steep < flat * tangents[2] ? 2 : 3;
  const quadrant = dy >= 0 ? (dx >= 0 ? 0 : 1) : dx < 0 ? 2 : 3;
  return 4 * quadrant + (quadrant % 2 === 0 ? eighth : 3 - eighth);
}

function writeShares(counts: Float64Array, out: Uint8Array): void {
  let total = 0;
  for (const count of counts) total += count;
  if (total === 0) return;
  for (let bin = 0; bin < counts.length; bin++) out[bin] = Math.round(255 * Math.sqrt(counts[bin] / total));
}

function addThumbnail(grey: Uint8Array, out: Uint8Array): void {
  const wide = 6;
  const high = 8;
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const [left, right] = [Math.floor((column * side) / wide), Math.floor(((column + 1) * side) / wide)];
      const [top, bottom] = [(row * side) / high, ((row + 1) * side) / high];
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += grey[y * side + x];
      out[row * wide + column] = Math.round(sum / ((right - left) * (bottom - top)));
    }
  }
}

interface Spread {
  mean: number;
  /** Standard deviation. */
  spread: number;
}

function toSpread(sum: number, squares: number, count: number): Spread {
  const mean = sum / count;
  return { mean, spread: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

function spreadOf(grey: Uint8Array): Spread {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < area; at++) {
    sum += grey[at];
    squares += grey[at] * grey[at];
  }
  return toSpread(sum, squares, area);
}

function borderSpreadOf(grey: Uint8Array): Spread {
  let sum = 0;
  let squares = 0;
  for (const at of borderPixels) {
    sum += grey[at];
    squares += grey[at] * grey[at];
  }
  return toSpread(sum, squares, borderPixels.length);
}

const toByte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/**
 * Statistics of a picture.
 * @param rgb 64 × 64 × 3 bytes, row by row: the picture stretched to a square
 * @param widthPx its own size, for the aspect ratio
 * @param heightPx its own size
 * @throws RangeError on another number of bytes
 */
export function imageStats(rgb: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  if (rgb.length !== area * 3)
    throw new RangeError(`expected ${side} × ${side} × 3 bytes, got ${rgb.length}`);
  const out = new Uint8Array(imageStatsLength);
  const grey = greyOf(rgb);
  const sums = sumColours(rgb);
  const texture = new Float64Array(32);
  const edges = new Float64Array(16);
  addTexture(grey, texture);
  addEdges(grey, edges);
  writeShares(sums.colour, out.subarray(statOffset.colour));
  writeShares(texture, out.subarray(statOffset.texture));
  writeShares(edges, out.subarray(statOffset.edges));
  addThumbnail(grey, out.subarray(statOffset.thumbnail));
  const whole = spreadOf(grey);
  const border = borderSpreadOf(grey);
  const isFlat = whole.spread < flatBelow;
  if (!isFlat) {
    addDifferenceHash(grey, side, out.subarray(statOffset.dHash));
    addPerceptualHash(grey, side, out.subarray(statOffset.pHash));
  }
  out[statOffset.aspect] = toByte(128 + 32 * Math.log2(widthPx / heightPx));
  out[statOffset.grey] = toByte(whole.mean);
  out[statOffset.spread] = toByte(2 * whole.spread);
  out[statOffset.white] = toByte((255 * sums.white) / area);
  out[statOffset.borderWhite] = toByte((255 * sums.borderWhite) / borderPixels.length);
  out[statOffset.borderSpread] = toByte(2 * border.spread);
  out[statOffset.chroma] = toByte(sums.chroma / area);
  const isWhiteFramed = sums.borderWhite >= 0.9 * borderPixels.length;
  out[statOffset.flags] = (isFlat ? statFlag.flat : 0) | (isWhiteFramed ? statFlag.whiteBorder : 0);
  return out;
}
