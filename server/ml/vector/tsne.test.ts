import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { Tsne } from './tsne.ts';

const width = 16;

/** Points around far centres; the group of each is its number modulo the number of groups. */
function groups(count: number, groupCount: number, seed: number): Float32Array {
  const rng = makeRng(seed);
  const centres = Float32Array.from({ length: groupCount * width }, () => rng.normal() * 4);
  return Float32Array.from({ length: count * width }, (_, at) => {
    const group = Math.floor(at / width) % groupCount;
    return centres[group * width + (at % width)] + rng.normal() * 0.5;
  });
}

function mapOf(points: Float32Array, count: number, steps = 250): Float64Array {
  const map = new Tsne(points, count, width, { perplexity: 10, steps });
  while (!map.isDone) map.step();
  return map.positions;
}

function nearestTo(positions: Float64Array, point: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let other = 0; other < positions.length / 2; other++) {
    const distance = Math.hypot(
      positions[other * 2] - positions[point * 2],
      positions[other * 2 + 1] - positions[point * 2 + 1],
    );
    if (other !== point && distance < least) [best, least] = [other, distance];
  }
  return best;
}

describe('Tsne', () => {
  it('keeps what is near together near on the plane', () => {
    const positions = mapOf(groups(60, 4, 7), 60);
    const right = Array.from({ length: 60 }, (_, point) => nearestTo(positions, point) % 4 === point % 4);
    expect(right.filter(Boolean).length).toBe(60);
    expect(positions.every(Number.isFinite)).toBe(true);
  });

  it('gives the same map for the same points', () => {
    const points = groups(30, 3, 1);
    expect([...mapOf(points, 30, 60)]).toEqual([...mapOf(points, 30, 60)]);
  });

  it('stands few, equal and single points', () => {
    expect([...mapOf(new Float32Array(width), 1)]).toEqual([0, 0]);
    expect(mapOf(new Float32Array(3 * width).fill(1), 3, 50).every(Number.isFinite)).toBe(true);
    expect(mapOf(groups(2, 2, 3), 2, 50).every(Number.isFinite)).toBe(true);
    expect(mapOf(new Float32Array(0), 0).length).toBe(0);
  });
});
