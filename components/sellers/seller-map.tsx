'use client';
import Link from 'next/link';
import type { SellerFigures } from '#server/browse/schema-sellers.ts';
import { errorRate, percent } from './error-rate.ts';

const width = 720;
const height = 260;
const margin = { left: 44, right: 16, top: 12, bottom: 34 };

const number = new Intl.NumberFormat('en');

/**
 * Sellers by size (logarithmic) and error rate; the line is the 95 % interval. Top right costs most. The table below says
 * the same in figures.
 */
export function SellerMap({ sellers }: { sellers: SellerFigures[] }) {
  const points = sellers.flatMap((seller) => {
    const error = errorRate(seller);
    return error ? [{ seller, error }] : [];
  });
  if (points.length === 0) return null;
  const sizeMax = Math.max(10, ...points.map((point) => point.seller.products));
  const rateMax = Math.min(1, Math.max(0.05, ...points.map((point) => point.error.rate)) * 1.25);
  const x = (products: number): number =>
    margin.left + (Math.log10(1 + products) / Math.log10(1 + sizeMax)) * (width - margin.left - margin.right);
  const y = (rate: number): number =>
    height - margin.bottom - (Math.min(rate, rateMax) / rateMax) * (height - margin.top - margin.bottom);
  const steps = [0, 0.25, 0.5, 0.75, 1].map((step) => step * rateMax);
  const sizes = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter((size) => size <= sizeMax);
  return (
    <figure className="min-w-0">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="w-full"
        role="img"
        aria-label="Sellers by number of products and error rate; the table below has the figures"
      >
        {steps.map((rate) => (
          <g key={rate}>
            <line
              x1={margin.left}
              x2={width - margin.right}
              y1={y(rate)}
              y2={y(rate)}
              className="stroke-line"
            />
            <text x={margin.left - 6} y={y(rate) + 4} textAnchor="end" className="fill-muted text-[11px]">
              {percent(rate)}
            </text>
          </g>
        ))}
        {sizes.map((size) => (
          <text key={size} x={x(size)} y={height - 16} textAnchor="middle" className="fill-muted text-[11px]">
            {number.format(size)}
          </text>
        ))}
        <text x={width - margin.right} y={height - 2} textAnchor="end" className="fill-muted text-[11px]">
          products
        </text>
        {points.map(({ seller, error }) => (
          <Link
            key={seller.sellerId}
            href={`/products?seller=${seller.sellerId}&doubt=doubted`}
            tabIndex={-1}
            aria-hidden
          >
            <title>{`${seller.name}: ${percent(error.rate)} of ${number.format(error.of)}`}</title>
            <line
              x1={x(seller.products)}
              x2={x(seller.products)}
              y1={y(error.low)}
              y2={y(error.high)}
              className="stroke-muted"
              strokeWidth={1.5}
            />
            <circle cx={x(seller.products)} cy={y(error.rate)} r={5} className="fill-accent" />
            <text x={x(seller.products) + 8} y={y(error.rate) - 6} className="fill-ink text-[11px]">
              {points.length <= 24 ? seller.name : ''}
            </text>
          </Link>
        ))}
      </svg>
      <figcaption className="text-xs text-muted">
        Error rate: given categories that a person corrected or that the model doubts, of all that the seller
        gave. The upright line is the 95 % interval.
      </figcaption>
    </figure>
  );
}
