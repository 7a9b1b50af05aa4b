import { expect, it } from 'vitest';
import { pullIn } from './pull-in.ts';

/** A square of 7 × 7 points and two far away, in one direction. */
const square = Array.from({ length: 49 }, (_, at) => ({ x: at % 7, y: Math.floor(at / 7) }));
const [far, farther] = [
  { x: 40, y: 3 },
  { x: 80, y: 3 },
];

it('gives most of the drawing to most of the points, and keeps who is farther', () => {
  const drawn = pullIn([...square, far, farther]);
  const wide = Math.max(...drawn.map(({ x }) => x));
  expect(drawn[6].x - drawn[0].x).toBeGreaterThan(0.5 * wide);
  expect(drawn[50].x).toBeGreaterThan(drawn[49].x);
  expect(drawn[49].x).toBeGreaterThan(drawn[6].x);
  expect(drawn[50].y).toBeCloseTo(drawn[24].y);
});

it('keeps the distances among those in the middle, and begins at the corner', () => {
  const drawn = pullIn([...square, far, farther]);
  expect(drawn[25].x - drawn[24].x).toBeCloseTo(1);
  expect(drawn[31].y - drawn[24].y).toBeCloseTo(1);
  expect(Math.min(...drawn.map(({ x }) => x))).toBe(0);
  expect(Math.min(...drawn.map(({ y }) => y))).toBe(0);
});

it('draws one point, and points at one place', () => {
  expect(pullIn([{ x: 5, y: 7 }])).toEqual([{ x: 0, y: 0 }]);
  expect(pullIn([far, far, far])).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
});
