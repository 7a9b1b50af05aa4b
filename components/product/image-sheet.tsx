'use client';
import { TransformComponent, TransformWrapper } from 'react-zoom-pan-pinch';
import { Sheet } from '#components/deck/sheet.tsx';
import type { CardImage } from '#server/review/schema-product.ts';
import { imageUrl } from './product-image.tsx';

export interface ShownImage {
  image: CardImage;
  title: string;
  caption: string;
}

/** Images large and side by side at one scale; each zooms by wheel, pinch or double click. I or Escape closes. */
export function ImageSheet({
  images,
  open,
  onOpenChange,
}: {
  images: ShownImage[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const columns = images.length > 1 ? 'sm:grid-cols-2' : '';
  return (
    <Sheet
      title="Images"
      description="Images of the listing, large"
      open={open}
      onOpenChange={onOpenChange}
      wide
    >
      {images.length === 0 ? <p className="text-sm text-muted">There are no images.</p> : null}
      <div className={`grid grid-cols-1 gap-3 ${columns} ${images.length > 2 ? 'lg:grid-cols-3' : ''}`}>
        {images.map(({ image, title, caption }) => (
          <figure key={image.imageId} className="flex flex-col gap-1">
            <div className="overflow-hidden rounded-md border border-line bg-mat">
              <TransformWrapper doubleClick={{ mode: 'toggle' }} minScale={1} maxScale={8}>
                <TransformComponent
                  wrapperStyle={{ width: '100%', height: images.length > 1 ? '44vh' : '66vh' }}
                  contentStyle={{ width: '100%', height: '100%' }}
                >
                  <img src={imageUrl(image, 1200)} alt={title} className="size-full object-contain" />
                </TransformComponent>
              </TransformWrapper>
            </div>
            <figcaption className="text-sm text-muted">
              {caption}
              {image.width && image.height ? ` · ${image.width} × ${image.height}` : ''}
            </figcaption>
          </figure>
        ))}
      </div>
    </Sheet>
  );
}
