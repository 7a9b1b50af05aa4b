import { describe, expect, it } from 'vitest';
import { describedSidePx, describeImage, descriptorLength } from './describe-image.ts';

const side = describedSidePx;

function picture(colourAt: (x: number, y: number) => [number, number, number]): Uint8Array {
  const rgb = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) rgb.set(colourAt(x, y), 3 * (y * side + x));
  return rgb;
}

const dot = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, at) => sum + value * right[at], 0);

describe('describeImage', () => {
  it('gives unit vectors of the promised length', () => {
    const vector = describeImage(picture((x, y) => [x * 4, y * 4, 128]));
    expect(vector).toHaveLength(descriptorLength);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });

  it('holds no NaN for flat pictures', () => {
    for (const level of [0, 255])
      expect(describeImage(picture(() => [level, level, level])).every(Number.isFinite)).toBe(true);
  });

  it('finds a brighter copy closer than another shape in the same colours', () => {
    const upright = describeImage(picture((x) => (x % 16 < 8 ? [200, 30, 30] : [20, 20, 90])));
    const brighter = describeImage(picture((x) => (x % 16 < 8 ? [215, 45, 45] : [35, 35, 105])));
    const across = describeImage(picture((_, y) => (y % 16 < 8 ? [200, 30, 30] : [20, 20, 90])));
    expect(dot(upright, brighter)).toBeGreaterThan(dot(upright, across) + 0.1);
  });

  it('refuses other sizes', () => {
    expect(() => describeImage(new Uint8Array(10))).toThrow(RangeError);
  });
});
