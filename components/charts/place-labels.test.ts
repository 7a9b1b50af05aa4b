import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels.ts';

describe('placeLabels', () => {
  it('puts a label right of its point, or left where the edge is near', () => {
    const placed = placeLabels(
      [
        { x: 10, y: 50, text: 'Nordhaus' },
        { x: 290, y: 100, text: 'Bazaar' },
      ],
      0,
      300,
    );
    expect(placed.map(({ at, anchor }) => [at, anchor])).toEqual([
      [0, 'start'],
      [1, 'end'],
    ]);
  });

  it('leaves out what would cover a point or an earlier label', () => {
    const placed = placeLabels(
      [
        { x: 100, y: 50, text: 'heavier' },
        { x: 100, y: 58, text: 'lighter on both sides of it' },
        { x: 130, y: 50, text: 'x' },
      ],
      0,
      400,
    );
    expect(placed.map(({ at, anchor }) => [at, anchor])).toEqual([
      [0, 'end'],
      [2, 'start'],
    ]);
  });
});
