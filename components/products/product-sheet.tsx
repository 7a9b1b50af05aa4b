'use client';
import Link from 'next/link';
import { useState } from 'react';
import { moment } from '#components/format.ts';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Badge, Card, PageHeader } from '#components/ui/card.tsx';
import type { ProductDetail } from '#server/browse/schema-product.ts';
import { FactList } from './fact-list.tsx';
import { formatPrice } from './price.ts';
import { ProductCategory } from './product-category.tsx';
import { ProductEditor } from './product-editor.tsx';
import { ProductHistory } from './product-history.tsx';
import { ProductPictures } from './product-pictures.tsx';
import { ProductRelations } from './product-relations.tsx';
import { SimilarList } from './similar-list.tsx';

function States({ product }: { product: ProductDetail }) {
  return (
    <>
      {product.status === 'merged' ? <Badge tone="accent">merged into another</Badge> : null}
      {product.status === 'delisted' ? <Badge tone="doubt">delisted</Badge> : null}
      {product.suggestion?.isDoubted ? <Badge tone="doubt">category doubted</Badge> : null}
      {product.cluster?.state === 'proposed' ? <Badge tone="doubt">proposed as duplicate</Badge> : null}
      {product.edits.length > 0 ? <Badge>corrected by hand</Badge> : null}
    </>
  );
}

/** One product: what the seller says, what the models and people say, and everything that happened to it. */
export function ProductSheet({ catalogId, product }: { catalogId: string; product: ProductDetail }) {
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
            <span>· {product.sku ? `SKU ${product.sku}` : 'no SKU'}</span>
            {product.gtin ? <span>· GTIN {product.gtin}</span> : null}
            <States product={product} />
          </span>
        }
        actions={
          <>
            {product.status === 'merged' || isEditing ? null : (
              <Button onClick={() => setEditing(true)}>Correct fields</Button>
            )}
            <Link href={`/try?product=${product.id}`} className={buttonClasses({ look: 'plain' })}>
              Try
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
              <h2>Description</h2>
              <p lang={lang} dir="auto" className="mt-2 whitespace-pre-line break-words text-sm">
                {product.description}
              </p>
            </Card>
          ) : null}
          {product.attributes.length > 0 ? (
            <Card>
              <h2>Attributes</h2>
              <div lang={lang}>
                <FactList facts={product.attributes} />
              </div>
            </Card>
          ) : null}
        </div>
      </div>
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <SimilarList catalogId={catalogId} productId={product.id} />
        <ProductHistory events={product.events} />
      </div>
    </div>
  );
}

function Facts({ product }: { product: ProductDetail }) {
  const edited = new Map(product.edits.map((edit) => [edit.field, edit]));
  const shown = (field: string, value: string | null) => {
    const edit = edited.get(field);
    return (
      <>
        {value ?? '–'}
        {edit ? (
          <span className="block text-xs text-muted">
            corrected by {edit.by}; the seller says {edit.seller ?? 'nothing'}
          </span>
        ) : null}
      </>
    );
  };
  const { importRun, url } = product;
  return (
    <Card>
      <h2>Facts</h2>
      <FactList
        facts={[
          ['Brand', shown('brand', product.brand)],
          ['Price', shown('priceMinor', formatPrice(product.priceMinor, product.currency))],
          ['SKU', product.sku ?? 'none in the feed'],
          ['GTIN', shown('gtin', product.gtin)],
          ['Model number', shown('mpn', product.mpn)],
          ['Language', shown('locale', product.locale)],
          ['Popularity', product.popularity === null ? '–' : String(product.popularity)],
          [
            'Link',
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
            'Listed',
            <time key="c" dateTime={product.createdAt}>
              {moment(product.createdAt)}
            </time>,
          ],
          [
            'Changed',
            <time key="u" dateTime={product.updatedAt}>
              {moment(product.updatedAt)}
            </time>,
          ],
          [
            'Last import',
            importRun ? (
              <Link key="i" href={`/products?importRun=${importRun.id}`} className="underline">
                {importRun.fileName}
              </Link>
            ) : (
              '–'
            ),
          ],
          ['Revision', String(product.revision)],
        ]}
      />
    </Card>
  );
}
