import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { errorRate } from '#components/sellers/error-rate.ts';
import { Card } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { SellerFigures } from '#server/browse/schema-sellers.ts';
import { Figure } from './figure.tsx';

const sellersShown = 6;

/** Sellers with most wrong categories; the map of all of them is one click away. */
export function WorstSellers({ catalogId }: { catalogId: string }) {
  const t = useTranslations('insights.sellers');
  const { number, percent } = useFormat();
  const { data } = useQuery({
    queryKey: ['sellers', catalogId],
    queryFn: () => fetchJson<{ sellers: SellerFigures[] }>(`/api/sellers?catalog=${catalogId}`),
  });
  const rated = (data?.sellers ?? [])
    .flatMap((seller) => {
      const error = errorRate(seller);
      return error && error.wrong > 0 ? [{ seller, error }] : [];
    })
    .toSorted((a, b) => b.error.wrong - a.error.wrong);
  const wrong = rated.reduce((sum, { error }) => sum + error.wrong, 0);
  return (
    <Card aria-labelledby="worst-sellers">
      <h2 id="worst-sellers">{t('title')}</h2>
      {data ? <Figure value={number.format(wrong)} unit={t('unit', { sellers: rated.length })} /> : null}
      <FigureTable
        caption={t('caption')}
        head={[t('head.seller'), t('head.wrong'), t('head.rate')]}
        rows={rated.slice(0, sellersShown).map(({ seller, error }) => [
          <Link
            key="name"
            href={`/sellers/${seller.sellerId}`}
            prefetch={false}
            className="text-accent underline"
          >
            {seller.name}
          </Link>,
          number.format(error.wrong),
          <>
            {percent.format(error.rate)}{' '}
            <span className="text-xs text-muted">
              {percent.format(error.low)}–{percent.format(error.high)}
            </span>
          </>,
        ])}
      />
      <p className="mt-2 text-sm">
        <Link href="/sellers" className="text-accent underline">
          {t('map')}
        </Link>
      </p>
    </Card>
  );
}
