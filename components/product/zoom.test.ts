import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleMax, startZoom, type View, zoomAt } from './zoom.ts';

const place = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});
/** What of the picture lies under a place of the frame. */
const under = (view: View, at: { x: number; y: number }) => ({
  x: view.x + (at.x - 0.5) / view.scale,
  y: view.y + (at.y - 0.5) / view.scale,
});

describe('zoom', () => {
  it('keeps what is under the pointer under the pointer', () => {
    const at = { x: 0.7, y: 0.4 };
    const once = zoomAt(startZoom, 2, at);
    expect(under(once, at).x).toBeCloseTo(0.7);
    expect(under(once, at).y).toBeCloseTo(0.4);
    expect(zoomAt(once, 0.1, at)).toEqual(startZoom);
  });

  it('never shows what is beside the picture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), place), { maxLength: 20 }),
        (acts) => {
          const view = acts.reduce((held, [factor, at]) => zoomAt(held, factor, at), startZoom);
          expect(view.scale).toBeGreaterThanOrEqual(1);
          expect(view.scale).toBeLessThanOrEqual(scaleMax);
          for (const corner of [0, 1]) {
            const seen = under(view, { x: corner, y: corner });
            expect(seen.x).toBeGreaterThanOrEqual(-1e-9);
            expect(seen.y).toBeLessThanOrEqual(1 + 1e-9);
          }
        },
      ),
    );
  });
});
