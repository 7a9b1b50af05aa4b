import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { describedSidePx } from './describe-image.ts';
import { hashDistance } from './image-hashes.ts';
import { imageStats, imageStatsLength, statFlag, statOffset } from './image-stats.ts';

const side = describedSidePx;

function picture(colourAt: (x: number, y: number) => [number, number, number]): Uint8Array {
  const rgb = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) rgb.set(colourAt(x, y), 3 * (y * side + x));
  return rgb;
}

const hash = (stats: Uint8Array, at: number): Uint8Array => stats.subarray(at, at + 8);
const { dHash, pHash, flags } = statOffset;

/** Smooth blobs: something with low frequencies, as photos have. */
function blobs(seed: number): Uint8Array {
  const rng = makeRng(seed);
  const waves = Array.from({ length: 6 }, () => [rng.next() * 0.2, rng.next() * 0.2, rng.next() * 6]);
  return picture((x, y) => {
    const sum = waves.reduce((total, [fx, fy, shift]) => total + Math.sin(x * fx + y * fy + shift), 0);
    const level = Math.max(0, Math.min(255, 128 + 30 * sum));
    return [level, level * 0.8, 255 - level];
  });
}

describe('imageStats', () => {
  it('keeps the histogram of a picture of two colours', () => {
    const stats = imageStats(
      picture((x) => (x < side / 4 ? [250, 0, 0] : [255, 255, 255])),
      64,
      64,
    );
    expect(stats).toHaveLength(imageStatsLength);
    expect(stats[statOffset.colour + 7]).toBe(Math.round(255 * Math.sqrt(0.75)));
    expect(stats[statOffset.colour + 9]).toBe(Math.round(255 * Math.sqrt(0.25)));
    expect(stats[statOffset.white]).toBe(Math.round(255 * 0.75));
  });

  it('writes the aspect ratio on a logarithmic scale', () => {
    const flat = picture(() => [9, 9, 9]);
    const aspect = (wide: number, high: number): number => imageStats(flat, wide, high)[statOffset.aspect];
    expect([aspect(100, 100), aspect(200, 100), aspect(100, 400)]).toEqual([128, 160, 64]);
    expect(aspect(100_000, 1)).toBe(255);
  });

  it('marks flat pictures and gives them no hashes, so that they are no copies of each other', () => {
    for (const level of [0, 120, 255]) {
      const stats = imageStats(
        picture((x) => [level, level, Math.max(0, level - (x % 2))]),
        64,
        64,
      );
      expect(stats[flags] & statFlag.flat).toBe(statFlag.flat);
      expect([...hash(stats, dHash), ...hash(stats, pHash)].every((byte) => byte === 0)).toBe(true);
    }
    expect(imageStats(blobs(1), 64, 64)[flags] & statFlag.flat).toBe(0);
  });

  it('sees a white border', () => {
    const framed = picture((x, y) => (Math.hypot(x - 32, y - 32) < 20 ? [20, 60, 90] : [255, 255, 255]));
    const stats = imageStats(framed, 64, 64);
    expect(stats[flags] & statFlag.whiteBorder).toBe(statFlag.whiteBorder);
    expect(stats[statOffset.borderWhite]).toBe(255);
    expect(stats[statOffset.borderSpread]).toBe(0);
    expect(imageStats(blobs(1), 64, 64)[flags] & statFlag.whiteBorder).toBe(0);
  });

  it('keeps hashes near for a brighter noisy copy and far for other pictures', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const own = blobs(seed);
      const rng = makeRng(100 + seed);
      const copy = own.map((value) => Math.max(0, Math.min(255, value * 1.05 + 4 * rng.normal())));
      const [stats, copied, other] = [own, copy, blobs(seed + 50)].map((rgb) => imageStats(rgb, 64, 64));
      for (const at of [dHash, pHash]) {
        expect(hashDistance(hash(stats, at), hash(copied, at))).toBeLessThanOrEqual(10);
        expect(hashDistance(hash(stats, at), hash(other, at))).toBeGreaterThan(12);
      }
    }
  });

  it('finds the direction of edges: upright stripes and lying stripes differ', () => {
    const edges = (rgb: Uint8Array): Uint8Array =>
      imageStats(rgb, 64, 64).subarray(statOffset.edges, statOffset.edges + 16);
    const upright = edges(picture((x) => (x % 16 < 8 ? [200, 200, 200] : [30, 30, 30])));
    const lying = edges(picture((_, y) => (y % 16 < 8 ? [200, 200, 200] : [30, 30, 30])));
    const strongest = (counts: Uint8Array): number[] =>
      [...counts.keys()].sort((left, right) => counts[right] - counts[left]).slice(0, 2);
    const shared = strongest(upright).filter((bin) => strongest(lying).includes(bin));
    expect(shared).toEqual([]);
    expect(upright.reduce((sum, share) => sum + (share / 255) ** 2, 0)).toBeCloseTo(1, 1);
  });

  it('refuses other sizes', () => {
    expect(() => imageStats(new Uint8Array(10), 1, 1)).toThrow(RangeError);
  });
});
