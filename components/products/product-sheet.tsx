import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge, Card, PageHeader } from '#components/ui/card.tsx';
import type { ProductDetail } from '#server/catalog/schema-products.ts';
import { formatPrice } from './price.ts';

/** One product: what the seller says, where it stands, and its pictures. */
export function ProductSheet({ product }: { product: ProductDetail }) {
  const lang = product.locale ?? undefined;
  return (
    <div lang={lang} className="max-w-5xl">
      <PageHeader
        title={product.title}
        lead={`${product.sellerName} · ${product.sku}`}
        actions={
          product.survivorId ? (
            <Link
              href={`/products/${product.survivorId}`}
              className="text-sm text-accent underline"
              lang="en"
            >
              Merged: open the surviving product
            </Link>
          ) : (
            <Link href={`/try?product=${product.id}`} className="text-sm text-accent underline" lang="en">
              Change and try it
            </Link>
          )
        }
      />
      <Pictures product={product} />
      <div className="grid gap-4 md:grid-cols-2">
        <Card>
          <h2 lang="en">Category</h2>
          <Facts
            rows={[
              ['Now', product.currentCategory ?? 'none'],
              ['From', <Badge key="source">{product.currentSource}</Badge>],
              ['Given by the seller', product.givenCategories.join('; ') || 'none'],
              ["Seller's own path", product.sellerCategoryPath ?? '–'],
            ]}
          />
        </Card>
        <Card>
          <h2 lang="en">Facts</h2>
          <Facts
            rows={[
              ['Brand', product.brand ?? '–'],
              ['Price', formatPrice(product.priceMinor, product.currency)],
              ['GTIN', product.gtin ?? '–'],
              ['Model number', product.mpn ?? '–'],
              ['Revision', String(product.revision)],
              ...(product.delistedAt ? [['Delisted', product.delistedAt.slice(0, 10)] satisfies Row] : []),
            ]}
          />
        </Card>
        <Card className="md:col-span-2">
          <h2 lang="en">Description</h2>
          <p className="mt-2 whitespace-pre-line text-sm">{product.description ?? '–'}</p>
        </Card>
        {product.attributes.length > 0 ? (
          <Card className="md:col-span-2">
            <h2 lang="en">Attributes</h2>
            <Facts rows={product.attributes} />
          </Card>
        ) : null}
      </div>
    </div>
  );
}

type Row = [name: string, value: ReactNode];

function Facts({ rows }: { rows: Row[] }) {
  return (
    <dl className="mt-2 grid grid-cols-[10rem_1fr] gap-x-3 gap-y-1 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Pictures({ product }: { product: ProductDetail }) {
  if (product.images.length === 0) return null;
  return (
    <ul className="mb-4 flex flex-wrap gap-3">
      {product.images.map((image, at) => (
        <li
          key={image.id}
          className="grid size-56 place-items-center overflow-hidden rounded-lg border border-line bg-mat"
        >
          {image.state === 'done' ? (
            <img
              src={`/api/images/${image.id}?w=320`}
              alt={`${at + 1} of ${product.images.length}`}
              className="size-full object-contain"
            />
          ) : (
            <p className="px-3 text-center text-xs text-muted">{image.failure ?? 'not fetched yet'}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
