'use client';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card, EmptyState } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { rangeMax, WrongRange } from '#components/wrong/wrong-range.tsx';
import type { SellerFigures } from '#server/browse/schema-sellers.ts';
import type { WrongGroup } from '#server/insights/schema-wrong.ts';
import { type ErrorRate, errorRate } from './error-rate.ts';
import { SellerMap } from './seller-map.tsx';

type RateOf = (seller: SellerFigures) => ErrorRate | null;

const orders = {
  wrong: (seller, rateOf) => rateOf(seller)?.wrong ?? -1,
  // By the lower end: a seller of three products, of whom nothing is known, does not lead.
  rate: (seller, rateOf) => rateOf(seller)?.low ?? -1,
  products: (seller) => seller.products,
  open: (seller) => seller.categories - seller.mapped,
} as const satisfies Record<string, (seller: SellerFigures, rateOf: RateOf) => number>;
type Order = keyof typeof orders;
const orderNames = Object.keys(orders) as Order[];

/** The map of sellers and the same in figures, each figure a way to its products. */
export function SellerBoard({
  sellers,
  estimated,
}: {
  sellers: SellerFigures[];
  /** Share of wrong given categories by seller; empty before there is an estimate. */
  estimated: readonly WrongGroup[];
}) {
  const t = useTranslations('sellers');
  const [order, setOrder] = useState<Order>('wrong');
  const [typed, setTyped] = useState('');
  if (sellers.length === 0) return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>;
  const estimates = new Map(estimated.map((group) => [group.id, group]));
  const rateOf: RateOf = (seller) => errorRate(seller, estimates.get(seller.sellerId));
  const isEstimated = estimated.length > 0;
  const shown = sellers
    .filter((seller) => seller.name.toLowerCase().includes(typed.trim().toLowerCase()))
    .toSorted((a, b) => orders[order](b, rateOf) - orders[order](a, rateOf) || a.name.localeCompare(b.name));
  return (
    <div className="grid min-w-0 gap-4">
      <Card>
        <h2 className="mb-2">{t('map.title')}</h2>
        <SellerMap sellers={sellers} rateOf={rateOf} isEstimated={isEstimated} />
      </Card>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('order')}>
          <Select value={order} onChange={(event) => setOrder(event.target.value as Order)}>
            {orderNames.map((name) => (
              <option key={name} value={name}>
                {t(`orders.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('name')}>
          <Input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </div>
      <SellerTable sellers={shown} rateOf={rateOf} isEstimated={isEstimated} />
    </div>
  );
}

const columns = [
  'seller',
  'products',
  'rate',
  'corrected',
  'doubted',
  'noCategory',
  'noPicture',
  'noGtin',
  'own',
] as const;

interface SellerTableProps {
  sellers: SellerFigures[];
  rateOf: RateOf;
  isEstimated: boolean;
}

function SellerTable({ sellers, rateOf, isEstimated }: SellerTableProps) {
  const t = useTranslations('sellers');
  const max = rangeMax(sellers.map((seller) => rateOf(seller)?.high ?? 0));
  return (
    <ScrollBox label={t('table')} className="rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="border-b border-line text-left text-muted">
          <tr>
            {columns.map((column, at) => (
              <th
                key={column}
                scope="col"
                className={`px-3 py-2 font-medium whitespace-nowrap ${at > 0 && column !== 'rate' ? 'text-right' : ''}`}
              >
                {t(`columns.${column === 'rate' && isEstimated ? 'estimated' : column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sellers.map((seller) => (
            <SellerLine key={seller.sellerId} seller={seller} error={rateOf(seller)} max={max} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Count({ count, of, href }: { count: number; of?: number; href?: string }) {
  const { number, percent } = useFormat();
  const shown = (
    <>
      {number.format(count)}
      {of && count > 0 ? (
        <span className="block text-xs text-muted">{percent.format(count / of)}</span>
      ) : null}
    </>
  );
  return (
    <td className={`px-3 py-2 text-right ${count === 0 ? 'text-muted' : ''}`}>
      {href && count > 0 ? (
        <Link
          href={href}
          prefetch={false}
          className="underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {shown}
        </Link>
      ) : (
        shown
      )}
    </td>
  );
}

interface SellerLineProps {
  seller: SellerFigures;
  error: ErrorRate | null;
  /** The share at the right end of every row's drawing. */
  max: number;
}

function SellerLine({ seller, error, max }: SellerLineProps) {
  const t = useTranslations('sellers');
  const { number } = useFormat();
  const { sellerId, name, products } = seller;
  const own = `/products?seller=${sellerId}`;
  return (
    <tr className="border-b border-line align-top last:border-0">
      <th scope="row" className="px-3 py-2 text-left font-medium">
        <Link href={`/sellers/${sellerId}`} prefetch={false} className="underline">
          {name}
        </Link>
      </th>
      <Count count={products} href={own} />
      <td className="min-w-40 px-3 py-2">
        {error ? (
          <WrongRange share={error.rate} low={error.low} high={error.high} max={max} />
        ) : (
          <span className="text-muted">{t('nothingGiven')}</span>
        )}
      </td>
      <Count count={seller.corrected} href={`${own}&source=decision`} />
      <Count count={seller.doubted} href={`${own}&doubt=doubted`} />
      <Count count={seller.withoutCategory} of={products} href={`${own}&source=none`} />
      <Count count={seller.withoutPicture} of={products} />
      <Count count={seller.withoutGtin} of={products} />
      <td className="px-3 py-2 text-right">
        <Link
          href={`/sellers/${sellerId}`}
          prefetch={false}
          className="underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {number.format(seller.categories)}
        </Link>
        <span className="block text-xs text-muted">{t('mapped', { count: seller.mapped })}</span>
      </td>
    </tr>
  );
}
