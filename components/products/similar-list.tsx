'use client';
import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#components/fetch-json.ts';
import { Card } from '#components/ui/card.tsx';
import type { SimilarProducts } from '#server/browse/schema-product.ts';
import { RelatedLine } from './related-line.tsx';

const reasons = {
  'no-embedder': 'No embedder is active yet: it is trained with the first model.',
  'no-vector': 'This product has no vector yet; the embed stage makes it.',
};

/** Listings nearest by meaning, whoever sells them and whatever their category. */
export function SimilarList({ catalogId, productId }: { catalogId: string; productId: string }) {
  const { data, error } = useQuery({
    queryKey: ['similar', catalogId, productId],
    queryFn: ({ signal }) =>
      fetchJson<SimilarProducts>(`/api/products/${productId}/similar?catalog=${catalogId}`, { signal }),
    staleTime: 60_000,
  });
  return (
    <Card>
      <h2>Similar products</h2>
      {error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          They could not be read: {error.message}
        </p>
      ) : null}
      {data && !data.ok ? <p className="mt-2 text-sm text-muted">{reasons[data.reason]}</p> : null}
      {data?.ok && data.products.length === 0 ? (
        <p className="mt-2 text-sm text-muted">None is near.</p>
      ) : null}
      {data?.ok ? (
        <ul className="mt-2 grid gap-2">
          {data.products.map((one) => (
            <RelatedLine key={one.productId} product={one}>
              <span className="block truncate">
                {one.similarity.toFixed(2)} · {one.categoryPath?.split(' > ').join(' › ') ?? 'no category'}
              </span>
            </RelatedLine>
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
