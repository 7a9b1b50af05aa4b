import { ImageOff } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RelatedProduct } from '#server/browse/schema-product.ts';

/** Another listing in one line: small picture, title, seller. */
export function RelatedLine({ product, children }: { product: RelatedProduct; children?: ReactNode }) {
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-3 text-sm">
      {product.imageId ? (
        <img
          src={`/api/images/${product.imageId}?w=160`}
          alt=""
          loading="lazy"
          className="size-12 rounded bg-mat object-contain"
        />
      ) : (
        <span className="grid size-12 place-items-center rounded bg-mat text-muted">
          <ImageOff aria-hidden className="size-4" />
        </span>
      )}
      <span className="min-w-0">
        <Link
          href={`/products/${product.productId}`}
          prefetch={false}
          className="line-clamp-2 break-words underline"
          dir="auto"
        >
          {product.title}
        </Link>
        <span className="block truncate text-xs text-muted">
          {product.sellerName}
          {product.sku ? ` · ${product.sku}` : ''}
          {children}
        </span>
      </span>
    </li>
  );
}
