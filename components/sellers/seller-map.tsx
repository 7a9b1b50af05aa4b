'use client';
import { useTranslations } from 'use-intl';
import { ChartLabels } from '#components/charts/chart-labels.tsx';
import { placeLabels } from '#components/charts/place-labels.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { useFormat } from '#components/language/format.ts';
import type { SellerFigures } from '#server/browse/schema-sellers.ts';
import type { ErrorRate } from './error-rate.ts';

const height = 280;
const margin = { left: 40, right: 12, top: 12, bottom: 36 };

interface Point {
  seller: SellerFigures;
  error: ErrorRate;
}

/** Logarithms differ in their last digit between engines: server and browser must draw the same page. */
const tenth = (position: number): number => Math.round(position * 10) / 10;

/** Positions of products (logarithmic, a little room on both sides) and of rates. */
function scalesOf(points: readonly Point[], width: number) {
  const sizes = points.map((point) => point.seller.products);
  const [from, to] = [Math.log10(Math.min(...sizes) / 1.4), Math.log10(Math.max(...sizes) * 1.4)];
  const highest = Math.max(0.05, ...points.map((point) => point.error.high));
  // Lines at round shares, four to seven of them.
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((one) => highest / one <= 6) ?? 0.2;
  const rateMax = Math.min(1, Math.ceil(highest / step) * step);
  const wide = width - margin.left - margin.right;
  const high = height - margin.top - margin.bottom;
  return {
    x: (products: number): number =>
      tenth(margin.left + ((Math.log10(products) - from) / (to - from)) * wide),
    y: (rate: number): number => tenth(height - margin.bottom - (rate / rateMax) * high),
    rates: Array.from({ length: Math.round(rateMax / step) + 1 }, (_, at) => at * step),
    sizes: [1, 2, 5]
      .flatMap((step) => [0, 1, 2, 3, 4, 5, 6].map((power) => step * 10 ** power))
      .filter((size) => size >= 10 ** from && size <= 10 ** to),
  };
}

/**
 * Sellers by size and error rate; the line is the 95 % interval. Top right costs most. The table below says the same in
 * figures and leads to the products, so the drawing is one picture and no second way through it.
 */
export function SellerMap({
  sellers,
  rateOf,
  isEstimated,
}: {
  sellers: SellerFigures[];
  rateOf: (seller: SellerFigures) => ErrorRate | null;
  isEstimated: boolean;
}) {
  const t = useTranslations('sellers.map');
  const { number, percent } = useFormat();
  const [box, width] = useWidth<HTMLElement>(720);
  const points = sellers
    .flatMap((seller): Point[] => {
      const error = rateOf(seller);
      return error && seller.products > 0 ? [{ seller, error }] : [];
    })
    .toSorted((a, b) => b.error.wrong - a.error.wrong);
  if (points.length === 0) return <p className="text-sm text-muted">{t('none')}</p>;
  const { x, y, rates, sizes } = scalesOf(points, width);
  const labels = placeLabels(
    points.map(({ seller, error }) => ({ x: x(seller.products), y: y(error.rate), text: seller.name })),
    margin.left,
    width - margin.right,
  );
  return (
    <figure ref={box} className="min-w-0">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className="max-w-full"
        role="img"
        aria-label={t('label')}
      >
        {rates.map((rate) => (
          <g key={rate}>
            <line
              x1={margin.left}
              x2={width - margin.right}
              y1={y(rate)}
              y2={y(rate)}
              className="stroke-line"
            />
            <text x={margin.left - 6} y={y(rate) + 4} textAnchor="end" className="fill-muted text-[11px]">
              {percent.format(rate)}
            </text>
          </g>
        ))}
        {sizes.map((size) => (
          <text key={size} x={x(size)} y={height - 20} textAnchor="middle" className="fill-muted text-[11px]">
            {number.format(size)}
          </text>
        ))}
        <text x={width - margin.right} y={height - 4} textAnchor="end" className="fill-muted text-[11px]">
          {t('products')}
        </text>
        {points.map(({ seller, error }) => (
          <g key={seller.sellerId}>
            <title>
              {t('point', { name: seller.name, rate: percent.format(error.rate), count: error.of })}
            </title>
            <line
              x1={x(seller.products)}
              x2={x(seller.products)}
              y1={y(error.low)}
              y2={y(error.high)}
              className="stroke-muted"
              strokeOpacity={0.45}
            />
            <circle cx={x(seller.products)} cy={y(error.rate)} r={4.5} className="fill-accent" />
          </g>
        ))}
        <ChartLabels labels={labels} />
      </svg>
      <figcaption className="text-xs text-muted">
        {t(isEstimated ? 'captionEstimated' : 'caption')}
      </figcaption>
    </figure>
  );
}
