'use client';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { SuggestedAttributes } from '#components/product/suggested-attributes.tsx';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Badge, Card, PageHeader } from '#components/ui/card.tsx';
import type { ProductDetail } from '#server/browse/schema-product.ts';
import { FactList } from './fact-list.tsx';
import { ProductCategory } from './product-category.tsx';
import { ProductEditor } from './product-editor.tsx';
import { ProductHistory } from './product-history.tsx';
import { ProductPictures } from './product-pictures.tsx';
import { ProductRecord } from './product-record.tsx';
import { ProductRelations } from './product-relations.tsx';
import { SimilarList } from './similar-list.tsx';

function States({ product }: { product: ProductDetail }) {
  const t = useTranslations('products.sheet');
  return (
    <>
      {product.status === 'merged' ? <Badge tone="accent">{t('merged')}</Badge> : null}
      {product.status === 'delisted' ? <Badge tone="doubt">{t('delisted')}</Badge> : null}
      {product.suggestion?.isDoubted ? <Badge tone="doubt">{t('doubted')}</Badge> : null}
      {product.cluster?.state === 'proposed' ? <Badge tone="doubt">{t('proposed')}</Badge> : null}
      {product.edits.length > 0 ? <Badge>{t('corrected')}</Badge> : null}
    </>
  );
}

/** One product: what the seller says, what the models and people say, and everything that happened to it. */
export function ProductSheet({ catalogId, product }: { catalogId: string; product: ProductDetail }) {
  const t = useTranslations('products.sheet');
  const [isEditing, setEditing] = useState(false);
  const lang = product.locale ?? undefined;
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={
          <span lang={lang} dir="auto">
            {product.title}
          </span>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link href={`/products?seller=${product.seller.id}`} className="underline">
              {product.seller.name}
            </Link>
            <span>· {product.sku ? t('sku', { sku: product.sku }) : t('noSku')}</span>
            {product.gtin ? <span>· {t('gtin', { gtin: product.gtin })}</span> : null}
            <States product={product} />
          </span>
        }
        actions={
          <>
            {product.status === 'merged' || isEditing ? null : (
              <Button onClick={() => setEditing(true)}>{t('correct')}</Button>
            )}
            <Link href={`/try?product=${product.id}`} className={buttonClasses({ look: 'plain' })}>
              {t('try')}
            </Link>
          </>
        }
      />
      {isEditing ? (
        <ProductEditor catalogId={catalogId} product={product} onEnd={() => setEditing(false)} />
      ) : null}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,4fr)]">
        <div className="grid min-w-0 content-start gap-4">
          <ProductPictures product={product} />
          <Facts product={product} />
        </div>
        <div className="grid min-w-0 content-start gap-4">
          <ProductCategory product={product} />
          <ProductRelations product={product} />
          {product.description ? (
            <Card>
              <h2>{t('description')}</h2>
              <p lang={lang} dir="auto" className="mt-2 whitespace-pre-line break-words text-sm">
                {product.description}
              </p>
            </Card>
          ) : null}
          {product.attributes.length + product.suggestedAttributes.length > 0 ? (
            <Card>
              <h2>{t('attributes')}</h2>
              <div lang={lang}>
                <FactList facts={product.attributes} />
              </div>
              <div className="mt-3">
                <SuggestedAttributes attributes={product.suggestedAttributes} lang={lang} />
              </div>
            </Card>
          ) : null}
        </div>
      </div>
      {product.survivor || product.mergedInto.length > 0 ? (
        <ProductRecord catalogId={catalogId} productId={product.id} />
      ) : null}
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <SimilarList catalogId={catalogId} productId={product.id} />
        <ProductHistory events={product.events} />
      </div>
    </div>
  );
}

function Facts({ product }: { product: ProductDetail }) {
  const t = useTranslations('products');
  const { moment, number, price, language } = useFormat();
  const edited = new Map(product.edits.map((edit) => [edit.field, edit]));
  const shown = (field: string, value: string | null) => {
    const edit = edited.get(field);
    return (
      <>
        {value ?? '–'}
        {edit ? (
          <span className="block text-xs text-muted">
            {edit.seller === null
              ? t('facts.correctedFromNothing', { by: edit.by })
              : t('facts.correctedBy', { by: edit.by, value: edit.seller })}
          </span>
        ) : null}
      </>
    );
  };
  const { importRun, url } = product;
  return (
    <Card>
      <h2>{t('facts.title')}</h2>
      <FactList
        facts={[
          [t('fields.brand'), shown('brand', product.brand)],
          [t('fields.price'), shown('priceMinor', price(product.priceMinor, product.currency))],
          [t('fields.sku'), product.sku ?? t('facts.noSku')],
          [t('fields.gtin'), shown('gtin', product.gtin)],
          [t('fields.mpn'), shown('mpn', product.mpn)],
          [t('fields.locale'), shown('locale', product.locale && language(product.locale))],
          [t('facts.popularity'), product.popularity === null ? '–' : number.format(product.popularity)],
          [
            t('fields.url'),
            url && /^https?:\/\//i.test(url) ? (
              <a
                key="url"
                href={url}
                rel="noreferrer noopener"
                target="_blank"
                className="break-all underline"
              >
                {url}
              </a>
            ) : (
              (url ?? '–')
            ),
          ],
          [
            t('facts.listed'),
            <time key="c" dateTime={product.createdAt}>
              {moment(product.createdAt)}
            </time>,
          ],
          [
            t('facts.changed'),
            <time key="u" dateTime={product.updatedAt}>
              {moment(product.updatedAt)}
            </time>,
          ],
          [
            t('facts.lastImport'),
            importRun ? (
              <Link key="i" href={`/products?importRun=${importRun.id}`} className="underline">
                {importRun.fileName}
              </Link>
            ) : (
              '–'
            ),
          ],
          [t('facts.revision'), number.format(product.revision)],
        ]}
      />
    </Card>
  );
}
