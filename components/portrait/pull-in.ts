/** Points for a drawing in which a few far ones do not press all others into one blot. Pure. */

interface Point {
  x: number;
  y: number;
}

/** The share of points that keep their distances to each other as they are. */
const keptShare = 0.85;
/** Beyond them a distance e times as far is drawn this much farther. */
const beyond = 0.3;

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/**
 * Far points pulled in towards the middle along their own direction, by the logarithm of their distance: who is farther stays
 * farther. The result begins at 0 in both directions.
 */
export function pullIn<T extends Point>(points: readonly T[]): T[] {
  const middle = {
    x: quantile(
      points.map(({ x }) => x),
      0.5,
    ),
    y: quantile(
      points.map(({ y }) => y),
      0.5,
    ),
  };
  const distance = ({ x, y }: Point): number => Math.hypot(x - middle.x, y - middle.y);
  const kept = quantile(points.map(distance), keptShare);
  const pulled = points.map((point) => {
    const far = distance(point);
    if (far <= kept || kept === 0) return point;
    const part = (kept * (1 + beyond * Math.log(far / kept))) / far;
    return { ...point, x: middle.x + (point.x - middle.x) * part, y: middle.y + (point.y - middle.y) * part };
  });
  const [left, top] = [Math.min(...pulled.map(({ x }) => x)), Math.min(...pulled.map(({ y }) => y))];
  return pulled.map((point) => ({ ...point, x: point.x - left, y: point.y - top }));
}
