import Link from 'next/link';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Badge, EmptyState } from '#components/ui/card.tsx';
import { Input, Select } from '#components/ui/field.tsx';
import type { ProductFilter, ProductPage, ProductRow } from '#server/catalog/schema-products.ts';
import { formatPrice } from './price.ts';

const sourceNames = { given: 'given', decision: 'decided', accepted: 'accepted', merged: 'merged' };

/** The list with its filter in the address: it can be shared, and back works. */
export function ProductList({ page, filter }: { page: ProductPage; filter: ProductFilter }) {
  return (
    <>
      <form method="get" className="mb-4 flex flex-wrap gap-2">
        <Input
          name="q"
          type="search"
          defaultValue={filter.q}
          placeholder="Title, SKU or GTIN"
          aria-label="Search"
          className="w-72"
        />
        <Select name="seller" defaultValue={filter.seller ?? ''} aria-label="Seller" className="w-56">
          <option value="">All sellers</option>
          {page.sellers.map((seller) => (
            <option key={seller.id} value={seller.id}>
              {seller.name}
            </option>
          ))}
        </Select>
        <Button type="submit" look="primary">
          Search
        </Button>
      </form>
      {page.products.length === 0 ? (
        <EmptyState title="No product matches" />
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {page.products.map((product) => (
            <ProductLine key={product.id} product={product} />
          ))}
        </ul>
      )}
      {page.next ? (
        <Link
          href={nextHref(filter, page.next)}
          className={buttonClasses({ look: 'plain', className: 'mt-4' })}
        >
          Next page
        </Link>
      ) : null}
    </>
  );
}

function nextHref(filter: ProductFilter, next: string): string {
  const kept = Object.entries({ ...filter, before: next }).filter(([, value]) => value);
  return `/products?${new URLSearchParams(kept as [string, string][])}`;
}

function ProductLine({ product }: { product: ProductRow }) {
  return (
    <li className="flex items-center gap-3 px-3 py-2 text-sm">
      {product.imageId ? (
        <img
          src={`/api/images/${product.imageId}?w=160`}
          alt=""
          loading="lazy"
          className="size-12 rounded bg-mat object-contain"
        />
      ) : (
        <span className="grid size-12 place-items-center rounded bg-mat text-xs text-muted">none</span>
      )}
      <div className="min-w-0 flex-1">
        <Link
          href={`/products/${product.id}`}
          prefetch={false}
          className="block truncate font-medium hover:underline"
          lang={product.locale ?? undefined}
        >
          {product.title}
        </Link>
        <p className="truncate text-xs text-muted">
          {product.categoryPath ?? 'no category'} <Badge>{sourceNames[product.currentSource]}</Badge>
        </p>
      </div>
      {product.merged ? <Badge tone="accent">merged</Badge> : null}
      {product.delisted ? <Badge tone="doubt">delisted</Badge> : null}
      <span className="w-40 truncate text-muted">{product.sellerName}</span>
      <span className="w-24 text-right">{formatPrice(product.priceMinor, product.currency)}</span>
    </li>
  );
}
