'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ImageOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import type { SimilarProduct, SimilarProducts } from '#server/browse/schema-product.ts';
import { AnswerButton } from './answer-button.tsx';

const shown = 6;

const readNearest = (catalogId: string, productId: string) => ({
  queryKey: ['similar', catalogId, productId],
  queryFn: () => fetchJson<SimilarProducts>(`/api/products/${productId}/similar?catalog=${catalogId}`),
  staleTime: 5 * 60_000,
});

/** Reads the neighbours of the cards ahead, so that they stand on the next card from its first moment. */
export function useNearestAhead(catalogId: string, productIds: readonly string[]): void {
  const client = useQueryClient();
  const asked = productIds.join(' ');
  useEffect(() => {
    for (const productId of asked.split(' ').filter(Boolean))
      void client.prefetchQuery(readNearest(catalogId, productId));
  }, [client, catalogId, asked]);
}

interface NeighbourProps {
  product: SimilarProduct;
  proposed: string | undefined;
  /** Of a catalog of text alone: titles instead of a row of empty frames. */
  hasPictures: boolean;
}

function Neighbour({ product, proposed, hasPictures }: NeighbourProps) {
  const t = useTranslations('deck.nearest');
  const isThere = product.categoryPath === proposed;
  return (
    <li className="min-w-0">
      <a
        href={`/products/${product.productId}`}
        target="_blank"
        rel="noreferrer"
        title={product.title}
        tabIndex={-1}
        className="block"
      >
        {hasPictures ? (
          <span className="grid aspect-square place-items-center overflow-hidden rounded-md border border-line bg-mat text-muted">
            {product.imageId ? (
              <img
                src={`/api/images/${product.imageId}?w=160`}
                alt=""
                className="max-h-full max-w-full object-contain"
              />
            ) : (
              <ImageOff aria-hidden className="size-4" />
            )}
          </span>
        ) : null}
        <span className={hasPictures ? 'block truncate text-xs' : 'line-clamp-2 text-sm'} dir="auto">
          {product.title}
        </span>
        <span className={`block truncate text-xs ${isThere ? 'text-ok' : 'text-muted'}`}>
          {isThere ? '✓ ' : ''}
          {product.categoryPath?.split(' > ').at(-1) ?? t('noCategory')}
        </span>
      </a>
    </li>
  );
}

/** What is most like it, and where that is filed. Its place is kept, so that nothing moves when it comes. */
export function NearestStrip({
  catalogId,
  productId,
  proposed,
  onLike,
}: {
  catalogId: string;
  productId: string;
  /** Path of the proposal, to mark those that are filed there. */
  proposed: string | undefined;
  /** Work on with what is like it. */
  onLike: () => void;
}) {
  const t = useTranslations('deck.nearest');
  // Hidden on a telephone: not read there either.
  const isWide = typeof window !== 'undefined' && window.innerWidth >= 1024;
  const { data } = useQuery({ ...readNearest(catalogId, productId), enabled: isWide });
  const products = data?.ok ? data.products.slice(0, shown) : [];
  const hasPictures = products.some((product) => product.imageId !== null);
  const there = products.filter((product) => product.categoryPath === proposed).length;
  return (
    <section aria-label={t('label')} className="mt-2 hidden min-h-44 lg:block">
      <div className="mb-1 flex items-center gap-3 text-sm text-muted">
        <h3>
          {products.length > 0 ? t('filed', { there, count: products.length }) : data ? null : t('title')}
        </h3>
        {products.length > 0 ? (
          <AnswerButton mode="category" command="like" tone="quiet" onPress={onLike} />
        ) : null}
      </div>
      <ul className={hasPictures ? 'grid grid-cols-6 gap-2' : 'grid grid-cols-3 gap-x-4 gap-y-2'}>
        {products.map((product) => (
          <Neighbour
            key={product.productId}
            product={product}
            proposed={proposed}
            hasPictures={hasPictures}
          />
        ))}
      </ul>
    </section>
  );
}
