'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { SuggestedAttribute } from '#server/categorization/schema-attributes.ts';
import type { CardProduct } from '#server/review/schema-product.ts';
import { SuggestedAttributes } from './suggested-attributes.tsx';

/** Text of a seller in the seller's language: screen readers and hyphenation need to know, direction follows it. */
function SellerText({
  locale,
  children,
  className,
}: {
  locale: string | null;
  children: string;
  className?: string;
}) {
  return (
    <span lang={locale ?? undefined} dir="auto" className={className}>
      {children}
    </span>
  );
}

function Description({ text, locale }: { text: string; locale: string | null }) {
  const t = useTranslations('product');
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > 220;
  return (
    <div className="text-sm">
      <p lang={locale ?? undefined} dir="auto" className={isOpen ? 'whitespace-pre-line' : 'line-clamp-3'}>
        {text}
      </p>
      {isLong ? (
        <button
          type="button"
          className="text-muted underline hover:text-ink"
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          {isOpen ? t('less') : t('more')}
        </button>
      ) : null}
    </div>
  );
}

/** What the listing is, who sells it and for how much. */
export function ProductHead({ product }: { product: CardProduct }) {
  const t = useTranslations('product');
  const { price } = useFormat();
  const { title, locale, brand, gtin, mpn, priceMinor, currency, sku, skuGiven, sellerName } = product;
  const identifiers = [
    t('seller', { name: sellerName }),
    skuGiven ? t('sku', { sku: sku ?? '' }) : null,
    gtin ? t('gtin', { gtin }) : null,
    mpn ? t('mpn', { mpn }) : null,
  ];
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 break-words text-base font-semibold leading-snug lg:text-xl">
          <SellerText locale={locale}>{title}</SellerText>
        </h2>
        {locale ? <span className="rounded border border-line px-1 text-xs text-muted">{locale}</span> : null}
      </div>
      <p className="break-words text-sm tabular-nums text-muted">{identifiers.filter(Boolean).join(' · ')}</p>
      <p className="text-sm tabular-nums">
        {brand ? (
          <span className="font-medium">{brand}</span>
        ) : (
          <span className="text-muted">{t('noBrand')}</span>
        )}
        {priceMinor === null ? '' : ` · ${price(priceMinor, currency)}`}
      </p>
    </div>
  );
}

/** The rest of what the listing says: attributes, description, the seller's own category. */
export function ProductDetails({
  product,
  suggested,
}: {
  product: CardProduct;
  suggested: SuggestedAttribute[];
}) {
  const t = useTranslations('product');
  const { attributes, description, locale, sellerCategoryPath, productId } = product;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {attributes.length > 0 ? (
        <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-3 gap-y-0.5 text-sm">
          {attributes.slice(0, 10).map((fact) => (
            <div key={fact.name} className="contents">
              <dt className="truncate text-muted">{fact.name}</dt>
              <dd className="min-w-0 break-words">{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <SuggestedAttributes attributes={suggested} lang={locale ?? undefined} />
      {description ? <Description key={productId} text={description} locale={locale} /> : null}
      {sellerCategoryPath ? (
        <p className="text-sm text-muted">
          {t('sellersPath')} <SellerText locale={locale}>{sellerCategoryPath}</SellerText>
        </p>
      ) : null}
    </div>
  );
}
