'use client';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card, EmptyState } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { WrongRange } from '#components/wrong/wrong-range.tsx';
import type { SellerFigures } from '#server/browse/schema-sellers.ts';
import type { WrongGroup } from '#server/insights/schema-wrong.ts';
import { errorRate } from './error-rate.ts';
import { SellerMap } from './seller-map.tsx';

type Estimates = ReadonlyMap<string, WrongGroup>;

const orders = {
  // By the lower end: a seller of three products, of whom nothing is known, does not lead.
  estimated: (seller, estimates) => estimates.get(seller.sellerId)?.low ?? -1,
  wrong: (seller) => errorRate(seller)?.wrong ?? -1,
  rate: (seller) => errorRate(seller)?.low ?? -1,
  products: (seller) => seller.products,
  open: (seller) => seller.categories - seller.mapped,
} as const satisfies Record<string, (seller: SellerFigures, estimates: Estimates) => number>;
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
  const shown = sellers
    .filter((seller) => seller.name.toLowerCase().includes(typed.trim().toLowerCase()))
    .toSorted(
      (a, b) => orders[order](b, estimates) - orders[order](a, estimates) || a.name.localeCompare(b.name),
    );
  return (
    <div className="grid min-w-0 gap-4">
      <Card>
        <h2 className="mb-2">{t('map.title')}</h2>
        <SellerMap sellers={sellers} />
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
      <SellerTable sellers={shown} estimates={estimates} />
    </div>
  );
}

const columns = [
  'seller',
  'products',
  'rate',
  'estimated',
  'corrected',
  'doubted',
  'noCategory',
  'noPicture',
  'noGtin',
  'own',
] as const;

function SellerTable({ sellers, estimates }: { sellers: SellerFigures[]; estimates: Estimates }) {
  const t = useTranslations('sellers');
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
                className={`px-3 py-2 font-medium whitespace-nowrap ${at > 0 && at !== 2 && at !== 3 ? 'text-right' : ''}`}
              >
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sellers.map((seller) => (
            <SellerLine key={seller.sellerId} seller={seller} estimate={estimates.get(seller.sellerId)} />
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

function SellerLine({ seller, estimate }: { seller: SellerFigures; estimate: WrongGroup | undefined }) {
  const t = useTranslations('sellers');
  const { number, percent } = useFormat();
  const { sellerId, name, products } = seller;
  const error = errorRate(seller);
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
          <>
            <span>{percent.format(error.rate)}</span>{' '}
            <span className="text-xs text-muted">
              {percent.format(error.low)}–{percent.format(error.high)}
            </span>
            <div aria-hidden className="mt-1 h-1.5 w-36 overflow-hidden rounded bg-mat">
              <div className="h-full bg-doubt" style={{ width: `${100 * error.rate}%` }} />
            </div>
          </>
        ) : (
          <span className="text-muted">{t('nothingGiven')}</span>
        )}
      </td>
      <td className="min-w-40 px-3 py-2">
        {estimate ? <WrongRange {...estimate} /> : <span className="text-muted">–</span>}
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
