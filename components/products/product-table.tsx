'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';
import type { ProductRow } from '#server/browse/schema-products.ts';
import { columnClasses, ProductLine } from './product-line.tsx';

interface ProductTableProps {
  products: ProductRow[];
  /** Of all that match; null while it is counted. */
  total: number | null;
  /** Best first: such a list ends before all that match. */
  isBest: boolean;
  /** Rows of the filter before, shown until the new ones are there. */
  isStale: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

const rowHeight = 73;
/** Rows from the end at which the next page is asked for. */
const aheadRows = 20;

/**
 * The list. Only rows in sight are in the document, however far one has scrolled; arrow keys walk it from row to row,
 * and the next page is there before its first row is reached.
 */
export function ProductTable({
  products,
  total,
  isBest,
  isStale,
  hasMore,
  isLoadingMore,
  onMore,
}: ProductTableProps) {
  const t = useTranslations('products.table');
  const box = useRef<HTMLUListElement>(null);
  const wanted = useRef<number | null>(null);
  const virtualizer = useWindowVirtualizer({
    count: products.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: box.current?.offsetTop ?? 0,
    getItemKey: (at) => products[at].id,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && !isStale && last >= products.length - aheadRows) onMore();
  }, [hasMore, isLoadingMore, isStale, last, products.length, onMore]);
  useEffect(() => {
    // A row that an arrow key asked for may only now be in the document.
    if (wanted.current === null) return;
    const link = box.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`);
    if (link && link !== document.activeElement) link.focus({ preventScroll: true });
    if (link) wanted.current = null;
  });
  const walk = (event: KeyboardEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Number(row.dataset.index);
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: products.length - 1,
    };
    const next = to[event.key];
    if (next === undefined || next < 0 || next >= products.length) return;
    event.preventDefault();
    wanted.current = next;
    virtualizer.scrollToIndex(next, { align: 'auto' });
    box.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus({ preventScroll: true });
  };
  return (
    <div
      aria-busy={isStale}
      className={joinClasses('rounded-lg border border-line bg-surface', isStale && 'opacity-60')}
    >
      <div
        aria-hidden
        className={joinClasses(columnClasses, 'hidden border-b border-line py-2 text-sm text-muted xl:grid')}
      >
        <span />
        <span>{t('product')}</span>
        <span>{t('codes')}</span>
        <span>{t('seller')}</span>
        <span>{t('state')}</span>
        <span className="text-right">{t('price')}</span>
        <span className="text-right">{t('times')}</span>
      </div>
      <ul
        ref={box}
        aria-label={t('label')}
        className="relative"
        onKeyDown={walk}
        style={{ height: `${virtualizer.getTotalSize()}px` }}
      >
        {rows.map((row) => (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            aria-setsize={total ?? -1}
            aria-posinset={row.index + 1}
            data-index={row.index}
            className="absolute inset-x-0 top-0 border-b border-line"
            style={{ transform: `translateY(${row.start - virtualizer.options.scrollMargin}px)` }}
          >
            <ProductLine product={products[row.index]} />
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-3 px-3 py-2 text-sm text-muted">
        {hasMore ? (
          <Button size="small" onClick={onMore} disabled={isLoadingMore}>
            {t(isLoadingMore ? 'reading' : 'more')}
          </Button>
        ) : (
          <span>
            {isBest && total !== null && total > products.length
              ? t('endOfBest', { count: products.length, total })
              : t('end')}
          </span>
        )}
      </div>
    </div>
  );
}
