'use client';
import { ImageOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { CardImage, CardProduct } from '#server/review/schema-product.ts';
import type { ShownImage } from './image-sheet.tsx';

export type ImageWidth = 160 | 320 | 1200;

export function imageUrl(image: CardImage, width: ImageWidth): string {
  return `/api/images/${image.imageId}?w=${width}`;
}

/** All pictures of one product, for the sheet that shows them large. */
export function picturesOf(product: Pick<CardProduct, 'images' | 'title'> | undefined): ShownImage[] {
  if (!product) return [];
  return product.images.map((image, at) => ({ image, title: product.title, caption: `${at + 1}` }));
}

interface ProductImageProps {
  image: CardImage | undefined;
  /** What is on it, for who cannot see it: the title. */
  title: string;
  width?: ImageWidth;
  onOpen?: () => void;
}

/** A listing's picture on a neutral mat, whole (never cropped); its box has its size before the bytes are there. */
export function ProductImage({ image, title, width = 320, onOpen }: ProductImageProps) {
  const t = useTranslations('product');
  const box =
    'grid aspect-square w-full place-items-center overflow-hidden rounded-md border border-line bg-mat';
  if (!image) {
    return (
      <div className={`${box} text-muted`}>
        <span className="flex flex-col items-center gap-1 text-sm">
          <ImageOff aria-hidden className="size-6" />
          {t('noImage')}
        </span>
      </div>
    );
  }
  const picture = (
    <img
      src={imageUrl(image, width)}
      alt={title}
      decoding="async"
      className="max-h-full max-w-full object-contain"
    />
  );
  if (!onOpen) return <div className={box}>{picture}</div>;
  return (
    <button
      type="button"
      onClick={onOpen}
      className={`${box} cursor-zoom-in`}
      aria-label={t('enlarge', { title })}
    >
      {picture}
    </button>
  );
}

/** Asks the browser for pictures of the cards ahead, so that the next card is complete when it is shown. */
export function preloadImages(images: readonly (CardImage | undefined)[], width: ImageWidth): void {
  for (const image of images) {
    if (!image) continue;
    const picture = new Image();
    picture.decoding = 'async';
    picture.src = imageUrl(image, width);
  }
}
