/**
 * How far two pictures are apart, in one whole number from their statistics (image-stats.ts): differing bits of the two
 * hashes and differences of colour, texture and edges, weighted. The weights are a logistic model's, learnt on drawn
 * pictures and altered copies (server/tooling/fit-picture-distance.ts), and hold on photos. Aspect ratio is not in it: a
 * crop changes it, and where all pictures have one shape it would pass for evidence. One decision tree over the same five
 * numbers let twice to four times as many strangers through at the same recall.
 */
import { bitsOfByte } from '../bit-count.ts';
import { imageStatsLength, statFlag, statOffset } from './image-stats.ts';

export interface PicturePart {
  name: string;
  /** Differing bits, or the sum of absolute differences of bytes. */
  kind: 'bits' | 'difference';
  /** Bytes of the statistics: bits are of 8 bytes, differences of a multiple of 16. */
  offset: number;
  length: number;
  weight: number;
}

/** Hashes first: they alone put most pairs beyond the bound. */
export const pictureParts: readonly PicturePart[] = [
  { name: 'pHash', kind: 'bits', offset: statOffset.pHash, length: 8, weight: 80 },
  { name: 'dHash', kind: 'bits', offset: statOffset.dHash, length: 8, weight: 62 },
  { name: 'colour', kind: 'difference', offset: statOffset.colour, length: 32, weight: 2 },
  { name: 'texture', kind: 'difference', offset: statOffset.texture, length: 32, weight: 3 },
  { name: 'edges', kind: 'difference', offset: statOffset.edges, length: 16, weight: 10 },
];

/** Within it lie 95 to 98 of 100 altered copies (crop to 15 %, frame, badge, brightness, compression), and under 1 % of strangers. */
export const pictureDistanceMax = 4100;

/** One part of the distance, without its weight. */
export function partDistance(
  { kind, offset, length }: PicturePart,
  stats: Uint8Array,
  a: number,
  b: number,
): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at++) {
    const [one, other] = [stats[a * imageStatsLength + at], stats[b * imageStatsLength + at]];
    sum += kind === 'bits' ? bitsOfByte[one ^ other] : Math.abs(one - other);
  }
  return sum;
}

/**
 * Distance of two pictures.
 * @param stats statistics of many pictures, one behind the other; `a` and `b` are their numbers
 */
export function weighedDistance(stats: Uint8Array, a: number, b: number): number {
  return pictureParts.reduce((sum, part) => sum + part.weight * partDistance(part, stats, a, b), 0);
}

/** A picture of one colour: like every other such picture, so that comparing it tells nothing. */
export function isFlat(stats: Uint8Array, picture = 0): boolean {
  return (stats[picture * imageStatsLength + statOffset.flags] & statFlag.flat) !== 0;
}
