'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Card } from '#components/ui/card.tsx';
import type { SimilarProducts } from '#server/browse/schema-product.ts';
import { RelatedLine } from './related-line.tsx';

/** Where one can go on with what is like a product. */
const places = {
  inCatalog: '/products',
  inCategories: '/review/categories',
  inDuplicates: '/review/duplicates',
} as const;

/** Listings nearest by meaning, whoever sells them and whatever their category. */
export function SimilarList({ catalogId, productId }: { catalogId: string; productId: string }) {
  const t = useTranslations('products');
  const sought = useTranslations('sought');
  const why = useWhy();
  const { fixed } = useFormat();
  const { data, error } = useQuery({
    queryKey: ['similar', catalogId, productId],
    queryFn: ({ signal }) =>
      fetchJson<SimilarProducts>(`/api/products/${productId}/similar?catalog=${catalogId}`, { signal }),
    staleTime: 60_000,
  });
  return (
    <Card>
      <h2>{t('similar.title')}</h2>
      {error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {t('similar.unreadable', { why: why(error) })}
        </p>
      ) : null}
      {data && !data.ok ? <p className="mt-2 text-sm text-muted">{t(`similar.${data.reason}`)}</p> : null}
      {data?.ok && data.products.length === 0 ? (
        <p className="mt-2 text-sm text-muted">{t('similar.none')}</p>
      ) : null}
      {data?.ok ? (
        <ul className="mt-2 grid gap-2">
          {data.products.map((one) => (
            <RelatedLine key={one.productId} product={one}>
              <span className="block truncate">
                {fixed(one.similarity, 2)} · {one.categoryPath?.split(' > ').join(' › ') ?? t('noCategory')}
              </span>
            </RelatedLine>
          ))}
        </ul>
      ) : null}
      {data?.ok ? (
        <ul className="mt-3 grid gap-1 text-sm">
          {(['inCatalog', 'inCategories', 'inDuplicates'] as const).map((where) => (
            <li key={where}>
              <Link href={`${places[where]}?like=${productId}`} prefetch={false} className="underline">
                {sought(where)}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {data || error ? null : (
        <div aria-hidden className="mt-2 grid gap-2">
          {['a', 'b', 'c', 'd'].map((key) => (
            <div key={key} className="h-12 rounded bg-mat" />
          ))}
        </div>
      )}
    </Card>
  );
}
