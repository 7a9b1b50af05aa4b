/** Which labels of a scatter can be read: placed one after the other, those that would cover something are left out. Pure. */

export interface LabelPoint {
  x: number;
  y: number;
  text: string;
  /** Of the dot; the label stands beside it. Default 5. */
  radius?: number;
}
export interface PlacedLabel extends LabelPoint {
  /** Index of the point. */
  at: number;
  anchor: 'start' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const letterWidth = 6.4;
const lineHeight = 13;
const usualRadius = 5;
const gap = 3;

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Points in order of weight: the first ones get their labels first, right of the point if there is room, else left of it.
 * Labels stay between `from` and `to`.
 */
export function placeLabels(points: readonly LabelPoint[], from: number, to: number): PlacedLabel[] {
  const taken: Box[] = points.map(({ x, y, radius = usualRadius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return points.flatMap(({ x, y, text, radius = usualRadius }, at): PlacedLabel[] => {
    const wide = text.length * letterWidth;
    const away = radius + gap;
    for (const anchor of ['start', 'end'] as const) {
      const left = anchor === 'start' ? x + away : x - away - wide;
      const box = { left, right: left + wide, top: y - lineHeight / 2, bottom: y + lineHeight / 2 };
      if (box.left < from || box.right > to || taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      return [{ at, anchor, text, y, x: anchor === 'start' ? x + away : x - away }];
    }
    return [];
  });
}
