import { useTranslations } from 'use-intl';
import { Card } from '#components/ui/card.tsx';
import type { ProductDetail } from '#server/browse/schema-product.ts';
import { RelatedLine } from './related-line.tsx';

const states = ['proposed', 'merged', 'settled'] as const;

/** Duplicates: the record it was merged into, what was merged into it, and its live cluster. */
export function ProductRelations({ product }: { product: ProductDetail }) {
  const t = useTranslations('products.relations');
  const { survivor, mergedInto, cluster } = product;
  const told = new Set([survivor, ...mergedInto].map((other) => other?.productId));
  const others = cluster?.others.filter((other) => !told.has(other.productId)) ?? [];
  if (!survivor && mergedInto.length === 0 && others.length === 0) return null;
  return (
    <Card>
      <h2>{t('title')}</h2>
      {survivor ? (
        <>
          <h3 className="mt-2 text-sm font-medium">{t('into')}</h3>
          <ul className="mt-1 grid gap-2">
            <RelatedLine product={survivor} />
          </ul>
        </>
      ) : null}
      {mergedInto.length > 0 ? (
        <>
          <h3 className="mt-2 text-sm font-medium">{t('intoThis')}</h3>
          <ul className="mt-1 grid gap-2">
            {mergedInto.map((other) => (
              <RelatedLine key={other.productId} product={other} />
            ))}
          </ul>
        </>
      ) : null}
      {others.length > 0 ? (
        <>
          <h3 className="mt-2 text-sm font-medium">
            {t(states.find((one) => one === cluster?.state) ?? 'cluster')}
          </h3>
          <ul className="mt-1 grid gap-2">
            {others.map((other) => (
              <RelatedLine key={other.productId} product={other} />
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
