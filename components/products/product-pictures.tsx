'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ImageSheet } from '#components/product/image-sheet.tsx';
import { ProductImage } from '#components/product/product-image.tsx';
import type { ProductDetail } from '#server/browse/schema-product.ts';

/** The pictures; each opens large, where it zooms. Those that did not come say why. */
export function ProductPictures({ product }: { product: ProductDetail }) {
  const t = useTranslations('products.pictures');
  const [isOpen, setOpen] = useState(false);
  const done = product.images.filter((image) => image.state === 'done');
  const missing = product.images.filter((image) => image.state !== 'done');
  const total = product.images.length;
  return (
    <section aria-label={t('label')}>
      <div className="grid grid-cols-3 gap-2">
        <div className="col-span-3">
          <ProductImage
            image={done[0]}
            title={product.title}
            width={1200}
            onOpen={done[0] ? () => setOpen(true) : undefined}
          />
        </div>
        {done.slice(1).map((image, at) => (
          <ProductImage
            key={image.imageId}
            image={image}
            title={t('named', { title: product.title, at: at + 2, total })}
            onOpen={() => setOpen(true)}
          />
        ))}
      </div>
      {missing.length > 0 ? (
        <ul className="mt-2 grid gap-1 text-xs text-muted">
          {missing.map((image) => (
            <li key={image.imageId} className="break-all">
              {t('missing', {
                source: image.source.replace(/^file:/, ''),
                why: image.failure ?? t('notFetched'),
              })}
            </li>
          ))}
        </ul>
      ) : null}
      <ImageSheet
        images={done.map((image, at) => ({
          image,
          title: product.title,
          caption: t('caption', { at: at + 1, total }),
        }))}
        open={isOpen}
        onOpenChange={setOpen}
      />
    </section>
  );
}
