'use client';
import { X } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { suggestionWords } from '#components/deck/reason-words.ts';
import { useFormat } from '#components/language/format.ts';
import { ProductImage } from '#components/product/product-image.tsx';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { GridState, Tile } from './grid-state.ts';

const leafOf = (pathName: string) => pathName.split(' > ').at(-1) ?? pathName;

/** Where the seller put it, when that is not what is proposed. */
function givenElsewhere(card: CategoryCard, categoryId: string): string | null {
  const [given] = card.given;
  return given && given.categoryId !== categoryId ? leafOf(given.pathName) : null;
}

function TileBody({
  tile,
  categoryId,
  isMarked,
  showWhy,
}: {
  tile: Tile<CategoryCard>;
  categoryId: string;
  isMarked: boolean;
  showWhy: boolean;
}) {
  const t = useTranslations('grid');
  const r = useTranslations('reasons');
  const { fixed } = useFormat();
  const { product, given, evidence } = tile.card;
  const elsewhere = givenElsewhere(tile.card, categoryId);
  return (
    <>
      <div className={`relative ${isMarked ? 'opacity-45' : ''}`}>
        <ProductImage image={product.images[0]} title="" width={160} />
      </div>
      {isMarked ? (
        <span className="absolute inset-x-1.5 top-1.5 flex items-center gap-1 rounded bg-surface px-1 text-xs font-medium text-stop">
          <X aria-hidden className="size-3.5" /> {t('notThisOne')}
        </span>
      ) : null}
      <span
        lang={product.locale ?? undefined}
        dir="auto"
        className="line-clamp-2 min-h-[2lh] break-words text-xs leading-4"
      >
        {product.title}
      </span>
      <span className="block min-h-[1lh] truncate text-xs leading-4 text-muted">
        {elsewhere ? (
          <span className="text-doubt">{t('given', { name: elsewhere })}</span>
        ) : given.length === 0 ? (
          t('noGiven')
        ) : (
          t('asGiven')
        )}
      </span>
      {showWhy ? (
        <span className="text-xs leading-4 text-muted">
          {evidence.confidence ? r(`confidence.${evidence.confidence}`) : t('unknown')}
          {evidence.p === null ? '' : ` · ${fixed(evidence.p, 2)}`}
          {evidence.reason ? ` · ${suggestionWords(r, evidence.reason)}` : ''}
        </span>
      ) : null}
    </>
  );
}

/**
 * The page: all count as right, exceptions are marked. A list box: focus stays on it while the arrows move, so Enter
 * confirms and never presses a tile.
 */
export function GridTiles({
  state,
  categoryId,
  name,
  showWhy,
  listRef,
  onMark,
}: {
  state: GridState<CategoryCard>;
  categoryId: string;
  name: string;
  showWhy: boolean;
  listRef: RefObject<HTMLDivElement | null>;
  onMark: (at: number, withRange: boolean) => void;
}) {
  const t = useTranslations('grid');
  const { tiles, marked, focus } = state;
  const focused = tiles[focus]?.itemId;
  useEffect(() => {
    if (focused) document.getElementById(`tile-${focused}`)?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  return (
    <div
      ref={listRef}
      role="listbox"
      tabIndex={0}
      aria-multiselectable
      aria-label={t('list', { name })}
      aria-activedescendant={focused ? `tile-${focused}` : undefined}
      className="grid grid-cols-3 gap-2 outline-none sm:grid-cols-5 lg:grid-cols-8"
    >
      {tiles.map((tile, at) => {
        const isMarked = marked.includes(tile.itemId);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page act on the focused tile
          <div
            key={tile.itemId}
            id={`tile-${tile.itemId}`}
            role="option"
            tabIndex={-1}
            aria-selected={isMarked}
            onClick={(event) => onMark(at, event.shiftKey)}
            className={`relative flex cursor-pointer scroll-my-16 flex-col gap-1 rounded-md border-2 p-1 ${at === focus ? 'border-accent' : 'border-transparent'} ${isMarked ? 'bg-surface' : ''}`}
          >
            <TileBody tile={tile} categoryId={categoryId} isMarked={isMarked} showWhy={showWhy} />
          </div>
        );
      })}
    </div>
  );
}
