'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { addClasses } from '#components/ui/add-classes.ts';
import type { SuggestedAttribute } from '#server/categorization/schema-attributes.ts';
import type { CardFact, CardProduct } from '#server/review/schema-product.ts';
import { factsShown, ownFacts } from './shown-facts.ts';
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

const folds = { two: 'line-clamp-2', three: 'line-clamp-3', four: 'line-clamp-4' };

/** Text of any length: its first lines, the whole on demand. From so many letters on there is surely more. */
function Folded({
  text,
  locale,
  lines,
  letters,
}: {
  text: string;
  locale: string | null;
  lines: keyof typeof folds;
  letters: number;
}) {
  const t = useTranslations('product');
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > letters;
  return (
    <>
      <span
        lang={locale ?? undefined}
        dir="auto"
        className={addClasses(
          'break-words',
          isLong && !isOpen ? folds[lines] : 'block',
          isOpen && 'whitespace-pre-line',
        )}
      >
        {text}
      </span>
      {isLong ? (
        <button
          type="button"
          className="text-sm font-normal text-muted underline hover:text-ink"
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          {isOpen ? t('less') : t('more')}
        </button>
      ) : null}
    </>
  );
}

function Facts({ facts, locale }: { facts: readonly CardFact[]; locale: string | null }) {
  const t = useTranslations('product');
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? facts : facts.slice(0, factsShown);
  return (
    <div className="text-sm">
      <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-3 gap-y-0.5">
        {shown.map((fact) => (
          <div key={fact.name} className="contents">
            <dt className="max-w-60 truncate text-muted" title={fact.name}>
              {fact.name}
            </dt>
            <dd className="min-w-0">
              <Folded text={fact.value} locale={locale} lines="two" letters={160} />
            </dd>
          </div>
        ))}
      </dl>
      {facts.length > factsShown ? (
        <button
          type="button"
          className="text-muted underline hover:text-ink"
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          {isOpen ? t('less') : t('moreFacts', { count: facts.length - factsShown })}
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
          <Folded key={product.productId} text={title} locale={locale} lines="four" letters={240} />
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
  const { description, locale, sellerCategoryPath, productId } = product;
  const facts = ownFacts(product.attributes, product.brand);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {facts.length > 0 ? <Facts key={productId} facts={facts} locale={locale} /> : null}
      <SuggestedAttributes attributes={suggested} lang={locale ?? undefined} />
      {description ? (
        <div className="text-sm">
          <Folded key={productId} text={description} locale={locale} lines="three" letters={220} />
        </div>
      ) : null}
      {sellerCategoryPath ? (
        <p className="text-sm text-muted">
          {t('sellersPath')} <SellerText locale={locale}>{sellerCategoryPath}</SellerText>
        </p>
      ) : null}
    </div>
  );
}
