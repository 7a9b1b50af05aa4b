import { ImageOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Badge } from '#components/ui/card.tsx';
import type { ProductRow } from '#server/browse/schema-products.ts';

/** Columns from 1280 px; below, a row is a card of two columns. */
export const columnClasses =
  'grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-3 xl:grid-cols-[3.5rem_minmax(0,1fr)_8.25rem_7rem_6.5rem_5rem_5.75rem] xl:items-center';

/** The leaf and what is right above it: the root says little and costs the width. */
function shortPath(pathName: string): string {
  const names = pathName.split(' > ');
  return `${names.length > 2 ? '… › ' : ''}${names.slice(-2).join(' › ')}`;
}

function States({ product }: { product: ProductRow }) {
  const t = useTranslations('products.line');
  const sought = useTranslations('sought');
  return (
    <>
      {product.isByMeaning ? <Badge>{sought('byMeaning')}</Badge> : null}
      {product.status === 'delisted' ? <Badge tone="doubt">{t('delisted')}</Badge> : null}
      {product.status === 'merged' ? <Badge tone="accent">{t('merged')}</Badge> : null}
      {product.isDoubted ? <Badge tone="doubt">{t('doubted')}</Badge> : null}
      {product.duplicates === 'proposed' ? <Badge tone="doubt">{t('duplicate')}</Badge> : null}
      {product.duplicates === 'record' ? <Badge tone="ok">{t('record')}</Badge> : null}
      {product.status === 'listed' && !product.isDoubted && product.duplicates === 'none' ? (
        <span className="text-xs text-muted">{t('listed')}</span>
      ) : null}
    </>
  );
}

/** One product of the list. */
export function ProductLine({ product }: { product: ProductRow }) {
  const t = useTranslations('products');
  const sought = useTranslations('sought');
  const { price, day } = useFormat();
  const { title, categoryPath, source, sku, gtin, sellerName, locale, imageId } = product;
  return (
    <div className={`${columnClasses} py-2 text-sm`}>
      <span className="row-span-4 xl:row-span-1">
        {imageId ? (
          <img
            src={`/api/images/${imageId}?w=160`}
            alt=""
            loading="lazy"
            decoding="async"
            className="size-14 rounded bg-mat object-contain"
          />
        ) : (
          <span className="grid size-14 place-items-center rounded bg-mat text-muted">
            <ImageOff aria-hidden className="size-5" />
            <span className="sr-only">{t('line.noPicture')}</span>
          </span>
        )}
      </span>
      <span className="min-w-0">
        <Link
          href={`/products/${product.id}`}
          prefetch={false}
          className="line-clamp-2 break-words font-medium leading-snug hover:underline"
          lang={locale ?? undefined}
          dir="auto"
        >
          {title}
        </Link>
        <span className="flex gap-x-2 text-xs text-muted">
          <span className="truncate" title={categoryPath ?? undefined}>
            {categoryPath ? shortPath(categoryPath) : t('noCategory')}
            {source === 'none' ? '' : ` · ${t(`line.source.${source}`)}`}
          </span>
          <Link
            href={`/products?like=${product.id}`}
            prefetch={false}
            className="ml-auto inline-flex min-h-6 shrink-0 items-center underline decoration-line underline-offset-2 hover:text-ink hover:decoration-ink"
            aria-label={`${sought('more')}: ${title}`}
          >
            {sought('more')}
          </Link>
        </span>
      </span>
      <span className="min-w-0 text-xs xl:text-sm">
        <span className="block truncate" title={sku ?? undefined}>
          <span className="sr-only">{t('line.sku')} </span>
          {sku ?? <span className="text-muted">{t('line.noSku')}</span>}
        </span>
        {gtin ? (
          <span className="block truncate text-xs text-muted">
            <span className="sr-only">{t('line.gtin')} </span>
            {gtin}
          </span>
        ) : null}
      </span>
      <span className="min-w-0 truncate text-xs text-muted xl:text-sm">
        <span className="sr-only">{t('line.seller')} </span>
        {sellerName}
        {locale ? <span className="ml-1.5 text-xs">{locale}</span> : null}
      </span>
      <span className="col-start-2 flex flex-wrap items-center gap-1 xl:col-start-auto">
        <States product={product} />
      </span>
      <span className="hidden text-right xl:block">{price(product.priceMinor, product.currency)}</span>
      <span className="hidden text-right text-xs text-muted xl:block">
        <time dateTime={product.createdAt} className="block">
          {day(product.createdAt)}
        </time>
        {product.updatedAt.slice(0, 10) === product.createdAt.slice(0, 10) ? null : (
          <time dateTime={product.updatedAt} className="block">
            {day(product.updatedAt)}
          </time>
        )}
      </span>
    </div>
  );
}
