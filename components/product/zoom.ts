/** The view on a picture: enlarged `scale` times, with (x, y) in its middle, both from 0 to 1. Pure. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

export const startZoom: View = { scale: 1, x: 0.5, y: 0.5 };
export const scaleMax = 10;

const between = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The picture never leaves its frame: at twice the size the middle lies between a quarter and three quarters. */
function heldInside({ scale, x, y }: View): View {
  const edge = 0.5 / scale;
  return { scale, x: between(x, edge, 1 - edge), y: between(y, edge, 1 - edge) };
}

/** Enlarges by `factor` so that what lies under `place` (0 to 1 of the frame) stays under it. */
export function zoomAt(view: View, factor: number, place: { x: number; y: number }): View {
  const scale = between(view.scale * factor, 1, scaleMax);
  const under = {
    x: view.x + (place.x - 0.5) / view.scale,
    y: view.y + (place.y - 0.5) / view.scale,
  };
  return heldInside({
    scale,
    x: under.x - (place.x - 0.5) / scale,
    y: under.y - (place.y - 0.5) / scale,
  });
}

/** Moves the view by parts of the frame. */
export function moved(view: View, x: number, y: number): View {
  return heldInside({ ...view, x: view.x + x / view.scale, y: view.y + y / view.scale });
}

/** As a CSS transform with its origin in the middle of the frame. */
export function transformOf({ scale, x, y }: View): string {
  return `scale(${scale}) translate(${(0.5 - x) * 100}%, ${(0.5 - y) * 100}%)`;
}
