'use client';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Sheet } from '#components/deck/sheet.tsx';
import type { CardImage } from '#server/review/schema-product.ts';
import { imageUrl } from './product-image.tsx';
import { useSharedZoom } from './use-shared-zoom.ts';
import { transformOf } from './zoom.ts';

export interface ShownImage {
  image: CardImage;
  title: string;
  caption: string;
}

const buttonClass = 'rounded-md border border-line bg-surface p-2 text-muted hover:text-ink';
const panStep = 0.15;

/**
 * Images large and side by side in one view: zooming or moving one moves all, so that the same place is compared.
 * Wheel, pinch, double click and drag; by keyboard + and −, arrows, 0.
 */
export function ImageSheet({
  images,
  open,
  onOpenChange,
}: {
  images: ShownImage[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('sheets.images');
  const box = useRef<HTMLDivElement>(null);
  const { view, zoom, pan, reset, handlers } = useSharedZoom(box, open);
  const columns = images.length > 1 ? 'sm:grid-cols-2' : '';
  const onKey = useRef((_event: KeyboardEvent) => {});
  onKey.current = (event) => {
    const acts: Record<string, () => void> = {
      '+': () => zoom(1.5),
      '=': () => zoom(1.5),
      '-': () => zoom(1 / 1.5),
      '0': reset,
      arrowleft: () => pan(-panStep, 0),
      arrowright: () => pan(panStep, 0),
      arrowup: () => pan(0, -panStep),
      arrowdown: () => pan(0, panStep),
      i: () => onOpenChange(false),
    };
    const act = acts[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  useEffect(() => {
    if (!open) return;
    const listen = (event: KeyboardEvent) => onKey.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [open]);
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange} wide>
      {images.length === 0 ? <p className="text-sm text-muted">{t('none')}</p> : null}
      <div ref={box}>
        <div className="mb-2 flex items-center gap-2 text-sm text-muted">
          <button type="button" className={buttonClass} aria-label={t('larger')} onClick={() => zoom(1.5)}>
            <ZoomIn aria-hidden className="size-4" />
          </button>
          <button
            type="button"
            className={buttonClass}
            aria-label={t('smaller')}
            onClick={() => zoom(1 / 1.5)}
          >
            <ZoomOut aria-hidden className="size-4" />
          </button>
          <button type="button" className={buttonClass} aria-label={t('whole')} onClick={reset}>
            <Maximize aria-hidden className="size-4" />
          </button>
          <span className="tabular-nums">{t('zoom', { percent: Math.round(view.scale * 100) })}</span>
          <span className="hidden sm:inline">{images.length > 1 ? t('howTogether') : t('how')}</span>
        </div>
        <div className={`grid grid-cols-1 gap-3 ${columns} ${images.length > 2 ? 'lg:grid-cols-3' : ''}`}>
          {images.map(({ image, title, caption }) => (
            <figure key={image.imageId} className="flex min-w-0 flex-col gap-1">
              <div
                {...handlers}
                className={`touch-none select-none overflow-hidden rounded-md border border-line bg-mat ${images.length > 1 ? 'h-[40vh]' : 'h-[62vh]'} ${view.scale > 1 ? 'cursor-grab' : 'cursor-zoom-in'}`}
              >
                <img
                  src={imageUrl(image, 1200)}
                  alt={title}
                  draggable={false}
                  // The small one, which the card has shown already, stands until the large one is there.
                  style={{
                    transform: transformOf(view),
                    backgroundImage: `url(${imageUrl(image, 320)})`,
                  }}
                  className="size-full bg-contain bg-center bg-no-repeat object-contain"
                />
              </div>
              <figcaption className="truncate text-sm text-muted">
                {caption}
                {image.width && image.height ? ` · ${image.width} × ${image.height}` : ''}
              </figcaption>
            </figure>
          ))}
        </div>
      </div>
    </Sheet>
  );
}
