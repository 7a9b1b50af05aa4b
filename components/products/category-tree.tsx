'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { joinClasses } from '#components/ui/join-classes.ts';
import type { TreeLevel, TreeNode } from '#server/browse/schema-products.ts';

interface TreeProps {
  catalogId: string;
  /** Filters without the category: what is counted. */
  query: string;
  chosen: string;
  /** Ids from the root to the chosen one: open from the start. */
  trail: readonly string[];
  onChoose: (categoryId: string) => void;
  /** Nodes without products are shown too. */
  showEmpty?: boolean;
}

interface LevelProps extends TreeProps {
  parentId: string | null;
  isOpen: (categoryId: string) => boolean;
  onToggle: (categoryId: string, open: boolean) => void;
}

/**
 * The category tree, a level at a time: only what is open is ever asked for. Arrow keys walk and open it, Enter chooses,
 * as trees do everywhere (ARIA authoring practices, tree view).
 */
export function CategoryTree(props: TreeProps) {
  const t = useTranslations('products.tree');
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = (categoryId: string): boolean => toggled.get(categoryId) ?? props.trail.includes(categoryId);
  const toggle = (categoryId: string, open: boolean): void =>
    setToggled((before) => new Map(before).set(categoryId, open));
  return (
    <div role="tree" aria-label={t('label')} onKeyDown={(event) => walkTree(event, toggle)}>
      <Level {...props} parentId={null} isOpen={isOpen} onToggle={toggle} />
    </div>
  );
}

function walkTree(
  event: KeyboardEvent<HTMLElement>,
  onToggle: (categoryId: string, open: boolean) => void,
): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const item = items[at];
  if (!item) return;
  const { categoryId = '', depth = '1' } = item.dataset;
  const expanded = item.getAttribute('aria-expanded');
  const focusParent = (): void =>
    items
      .slice(0, at)
      .findLast((above) => Number(above.dataset.depth) < Number(depth))
      ?.focus();
  switch (event.key) {
    case 'ArrowDown':
      items[at + 1]?.focus();
      break;
    case 'ArrowUp':
      items[at - 1]?.focus();
      break;
    case 'Home':
      items[0].focus();
      break;
    case 'End':
      items[items.length - 1].focus();
      break;
    case 'ArrowRight':
      if (expanded === 'false') onToggle(categoryId, true);
      else items[at + 1]?.focus();
      break;
    case 'ArrowLeft':
      if (expanded === 'true') onToggle(categoryId, false);
      else focusParent();
      break;
    case 'Enter':
    case ' ':
      item.click();
      break;
    default:
      return;
  }
  event.preventDefault();
}

function useLevel({ catalogId, query, parentId }: Pick<LevelProps, 'catalogId' | 'query' | 'parentId'>) {
  return useQuery({
    queryKey: ['product-tree', catalogId, parentId, query],
    queryFn: ({ signal }) =>
      fetchJson<TreeLevel>(
        `/api/products/tree?catalog=${catalogId}${parentId ? `&parent=${parentId}` : ''}&${query}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

function Level(props: LevelProps) {
  const t = useTranslations('products');
  const { parentId, showEmpty = false, chosen } = props;
  const { data, isError } = useLevel(props);
  if (isError) return <p className="px-2 text-sm text-stop">{t('tree.unreadable')}</p>;
  if (!data) return <LevelSkeleton isRoot={parentId === null} />;
  const shown = data.nodes.filter(
    (node) => showEmpty || node.products > 0 || props.trail.includes(node.categoryId),
  );
  const hidden = data.nodes.length - shown.length + data.moreCount;
  return (
    <>
      {shown.map((node, at) => (
        <Node key={node.categoryId} {...props} node={node} isFirst={parentId === null && at === 0} />
      ))}
      {data.withoutCategory > 0 ? (
        <Item
          categoryId="none"
          name={t('noCategory')}
          products={data.withoutCategory}
          depth={1}
          isChosen={chosen === 'none'}
          isFirst={shown.length === 0}
          onChoose={() => props.onChoose('none')}
        />
      ) : null}
      {data.inOlderVersion > 0 ? (
        <p className="px-2 py-1 text-xs text-muted">{t('tree.older', { count: data.inOlderVersion })}</p>
      ) : null}
      {hidden > 0 && !(parentId === null && shown.length === 0) ? (
        <p
          className="px-2 py-0.5 text-xs text-muted"
          style={{ paddingLeft: `${indentOf(shown[0]?.depth ?? 1)}rem` }}
        >
          {t(data.moreCount > 0 ? 'tree.more' : 'tree.moreEmpty', { count: hidden })}
        </p>
      ) : null}
    </>
  );
}

const indentOf = (depth: number): number => 0.25 + (depth - 1) * 0.875;

function LevelSkeleton({ isRoot }: { isRoot: boolean }) {
  return (
    <div aria-hidden className="grid gap-1.5 py-1">
      {(isRoot ? ['w-3/5', 'w-4/5', 'w-1/2', 'w-2/3'] : ['w-1/2']).map((width) => (
        <div key={width} className={`ml-2 h-4 rounded bg-mat ${width}`} />
      ))}
    </div>
  );
}

function Node(props: LevelProps & { node: TreeNode; isFirst: boolean }) {
  const { node, chosen, isOpen, onToggle, onChoose, isFirst } = props;
  const open = isOpen(node.categoryId);
  return (
    <>
      <Item
        categoryId={node.categoryId}
        name={node.name}
        products={node.products}
        depth={node.depth}
        isChosen={chosen === node.categoryId}
        isFirst={isFirst}
        open={node.isLeaf ? undefined : open}
        onToggle={() => onToggle(node.categoryId, !open)}
        onChoose={() => onChoose(node.categoryId)}
      />
      {open && !node.isLeaf ? <Level {...props} parentId={node.categoryId} /> : null}
    </>
  );
}

interface ItemProps {
  categoryId: string;
  name: string;
  products: number;
  depth: number;
  isChosen: boolean;
  /** Where Tab enters the tree while nothing in it is chosen. */
  isFirst: boolean;
  /** Undefined: a leaf. */
  open?: boolean;
  onToggle?: () => void;
  onChoose: () => void;
}

function Item({ categoryId, name, products, depth, isChosen, isFirst, open, onToggle, onChoose }: ItemProps) {
  const t = useTranslations('products.tree');
  const { number } = useFormat();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of its items
    <div
      role="treeitem"
      tabIndex={isChosen || isFirst ? 0 : -1}
      aria-level={depth}
      aria-selected={isChosen}
      aria-expanded={open}
      aria-label={t('item', { name, count: products })}
      data-category-id={categoryId}
      data-depth={depth}
      onClick={onChoose}
      style={{ paddingLeft: `${indentOf(depth)}rem` }}
      className={joinClasses(
        'flex cursor-pointer items-center gap-1 rounded-md py-0.5 pr-2 text-sm hover:bg-mat',
        isChosen && 'bg-mat font-medium',
      )}
    >
      <span
        aria-hidden
        className="grid size-5 shrink-0 place-items-center rounded text-muted hover:text-ink"
        onClick={(event) => {
          if (open === undefined) return;
          event.stopPropagation();
          onToggle?.();
        }}
      >
        {open === undefined ? null : <Chevron className="size-4" />}
      </span>
      <span className={joinClasses('min-w-0 flex-1 truncate', products === 0 && 'text-muted')}>{name}</span>
      <span className="tabular-nums text-muted">{number.format(products)}</span>
    </div>
  );
}
