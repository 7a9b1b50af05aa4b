/** Pictures as the net reads them: a batch of channels one after the other, as they are or altered at random. */
import type { Rng } from '#server/ml/rng.ts';

/** Pictures are square. */
export const cnnSidePx = 64;
/** A channel's input is (value / 255 − mean) / std: the manifest of the net says the same. */
export const cnnMean = 0.5;
export const cnnStd = 0.25;

/** What a cropped picture keeps of either side at least. */
const cropKept = 0.8;
/** How far a picture is moved, as a share of its side. */
const shiftMax = 1 / 16;
const brightnessMax = 0.2;

/** How one picture is read: a rectangle of it, perhaps mirrored, brighter or darker. */
interface View {
  left: number;
  top: number;
  width: number;
  height: number;
  isMirrored: boolean;
  brightness: number;
}

function drawView(sidePx: number, isCropped: boolean, rng: Rng): View {
  const isMirrored = rng.next() < 0.5;
  const brightness = 1 + brightnessMax * (2 * rng.next() - 1);
  if (isCropped) {
    const width = sidePx * (cropKept + (1 - cropKept) * rng.next());
    const height = sidePx * (cropKept + (1 - cropKept) * rng.next());
    const left = rng.next() * (sidePx - width);
    return { left, top: rng.next() * (sidePx - height), width, height, isMirrored, brightness };
  }
  const reach = Math.round(sidePx * shiftMax);
  const left = rng.below(2 * reach + 1) - reach;
  return {
    left,
    top: rng.below(2 * reach + 1) - reach,
    width: sidePx,
    height: sidePx,
    isMirrored,
    brightness,
  };
}

/** Of each place along a side: the two pixels it lies between and how far it is from the first. Outside is the edge. */
function placesAlong(sidePx: number, start: number, length: number, isMirrored: boolean): Float32Array {
  const out = new Float32Array(3 * sidePx);
  for (let at = 0; at < sidePx; at++) {
    const place = isMirrored ? sidePx - 1 - at : at;
    const exact = start + ((place + 0.5) * length) / sidePx - 0.5;
    const inside = Math.min(sidePx - 1, Math.max(0, exact));
    const first = Math.floor(inside);
    out.set([first, Math.min(sidePx - 1, first + 1), inside - first], 3 * at);
  }
  return out;
}

/** Reads a view by linear interpolation into three planes from `to` on. */
function readView(rgb: Uint8Array, sidePx: number, view: View, out: Float32Array, to: number): void {
  const area = sidePx * sidePx;
  const gain = 1 / (255 * cnnStd);
  const offset = -cnnMean / cnnStd;
  const columns = placesAlong(sidePx, view.left, view.width, view.isMirrored);
  const rows = placesAlong(sidePx, view.top, view.height, false);
  for (let y = 0; y < sidePx; y++) {
    const above = 3 * sidePx * rows[3 * y];
    const below = 3 * sidePx * rows[3 * y + 1];
    const down = rows[3 * y + 2];
    for (let x = 0; x < sidePx; x++) {
      const left = 3 * columns[3 * x];
      const right = 3 * columns[3 * x + 1];
      const across = columns[3 * x + 2];
      const place = to + y * sidePx + x;
      for (let channel = 0; channel < 3; channel++) {
        const start = rgb[above + left + channel];
        const upper = start + across * (rgb[above + right + channel] - start);
        const under = rgb[below + left + channel];
        const lower = under + across * (rgb[below + right + channel] - under);
        const value = (upper + down * (lower - upper)) * view.brightness;
        out[place + channel * area] = Math.min(value, 255) * gain + offset;
      }
    }
  }
}

/** How pictures are altered while the net learns. */
export interface Alteration {
  /** Crops up to 20 % off either side, brought back to size; else pictures are moved by up to a sixteenth of their side. */
  isCropped: boolean;
  rng: Rng;
}

/**
 * Fills a batch [rows, 3, side, side].
 * @param pictures side × side × 3 bytes each
 * @param alteration null: as they are
 */
export function fillBatch(
  pictures: readonly Uint8Array[],
  rows: Int32Array,
  sidePx: number,
  alteration: Alteration | null,
  out: Float32Array,
): void {
  const whole = { left: 0, top: 0, width: sidePx, height: sidePx, isMirrored: false, brightness: 1 };
  for (const [at, row] of rows.entries()) {
    const view = alteration ? drawView(sidePx, alteration.isCropped, alteration.rng) : whole;
    readView(pictures[row], sidePx, view, out, at * 3 * sidePx * sidePx);
  }
}
