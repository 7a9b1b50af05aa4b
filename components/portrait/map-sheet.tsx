'use client';
import { useTranslations } from 'use-intl';
import { ChartLabels } from '#components/charts/chart-labels.tsx';
import { hueOf } from '#components/charts/hue.ts';
import { placeLabels } from '#components/charts/place-labels.ts';
import { useWidth } from '#components/charts/use-width.ts';
import type { CategoryMap } from '#server/portrait/schema-map.ts';
import { pullIn } from './pull-in.ts';

const margin = 14;
const last = (name: string): string => name.split(' > ').at(-1) ?? name;

interface SheetProps {
  map: CategoryMap;
  /** Roots with their names, in the order of their colours. */
  branches: readonly { id: string; name: string }[];
}

/**
 * Categories on a plane: near ones hold like products; size is the number of products, colour the branch, a line a pair
 * that the model confuses. One picture; the table beside it says the same in words and figures.
 */
export function MapSheet({ map, branches }: SheetProps) {
  const t = useTranslations('portrait.map');
  const [box, width] = useWidth<HTMLDivElement>(900);
  const places = pullIn(map.places);
  const right = Math.max(...places.map((place) => place.x), 0.01);
  const bottom = Math.max(...places.map((place) => place.y), 0.01);
  const scale = Math.min((width - 2 * margin) / right, 640 / bottom);
  const height = Math.round(bottom * scale + 2 * margin);
  const offset = (width - right * scale) / 2;
  const most = Math.max(1, ...places.map((place) => place.products));
  const colourOf = new Map(branches.map((branch, at) => [branch.id, hueOf(at, branches.length)]));
  const points = places.map((place) => ({
    ...{ place, x: Math.round(offset + place.x * scale), y: Math.round(margin + place.y * scale) },
    radius: 3 + 7 * Math.sqrt(place.products / most),
  }));
  const pointOf = new Map(points.map((point) => [point.place.id, point]));
  const heaviest = Math.max(...map.pairs.map((pair) => pair.mass), 1);
  const lines = map.pairs.flatMap((pair) => {
    const [from, to] = [pointOf.get(pair.a.id), pointOf.get(pair.b.id)];
    return from && to ? [{ pair, from, to }] : [];
  });
  const labels = placeLabels(
    points.map(({ x, y, radius, place }) => ({ x, y, radius, text: last(place.name) })),
    0,
    width,
  );
  return (
    <div ref={box} className="min-w-0">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className="max-w-full"
        role="img"
        aria-label={t('label', { count: map.places.length })}
      >
        {lines.map(({ pair, from, to }) => (
          <line
            key={`${pair.a.id}${pair.b.id}`}
            {...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y }}
            className="stroke-doubt"
            strokeWidth={1 + (4 * pair.mass) / heaviest}
            strokeOpacity={0.55}
          />
        ))}
        {points.map(({ place, x, y, radius }) => (
          <circle
            key={place.id}
            {...{ cx: x, cy: y, r: Math.round(radius * 10) / 10 }}
            fill={colourOf.get(place.branchId)}
          >
            <title>{t('place', { name: place.name, count: place.products })}</title>
          </circle>
        ))}
        <ChartLabels labels={labels} />
      </svg>
      <ul aria-label={t('branches')} className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {branches.map((branch) => (
          <li key={branch.id} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className="size-3 rounded-full"
              style={{ background: colourOf.get(branch.id) }}
            />
            {branch.name}
          </li>
        ))}
      </ul>
    </div>
  );
}
