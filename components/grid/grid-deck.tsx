'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AnswerButton, answerBarClass } from '#components/deck/answer-button.tsx';
import { DeckBar } from '#components/deck/deck-bar.tsx';
import { type DeskSheet, DeskSheets, sheetActs } from '#components/deck/desk-sheets.tsx';
import { EmptyDeck } from '#components/deck/empty-deck.tsx';
import { GuidelineLine } from '#components/deck/guideline-line.tsx';
import type { PressedCommand } from '#components/deck/keys.ts';
import { NoticeLine } from '#components/deck/notice-line.tsx';
import { filterQuery } from '#components/deck/queue-filter.ts';
import type { Notice } from '#components/deck/reducer.ts';
import { useCardTiming } from '#components/deck/use-card-timing.ts';
import { useKeys } from '#components/deck/use-keys.ts';
import { useOpened, usePreload } from '#components/deck/use-opened.ts';
import { useBindings } from '#components/deck/use-own-keys.ts';
import { useQueueStatus } from '#components/deck/use-queue-status.ts';
import { fetchJson } from '#components/fetch-json.ts';
import { picturesOf, preloadImages } from '#components/product/product-image.tsx';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { CategoryGroup } from '#server/categorization/schema-grid.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';
import type { GridState } from './grid-state.ts';
import { GridTiles } from './grid-tiles.tsx';
import { GroupRail } from './group-rail.tsx';
import { useGrid } from './use-grid.ts';

const loads = {
  select: () => import('./select-sheet.tsx'),
  images: () => import('#components/product/image-sheet.tsx'),
};
const SelectSheet = dynamic(() => loads.select().then((module) => module.SelectSheet));
const ImageSheet = dynamic(() => loads.images().then((module) => module.ImageSheet));

type OpenSheet = DeskSheet | 'select' | 'images' | null;

function useGroups(catalogId: string, filter: QueueFilter) {
  return useQuery({
    queryKey: ['grid-groups', catalogId, filter],
    queryFn: () =>
      fetchJson<{ groups: CategoryGroup[] }>(
        `/api/review/categories/groups?${filterQuery(catalogId, filter)}`,
      ),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** The server counts what is free; what lies on this page and the one behind it belongs to the category too. */
function withHeld(
  free: readonly CategoryGroup[],
  categoryId: string | null,
  state: GridState<CategoryCard>,
): CategoryGroup[] {
  const count = state.tiles.length + state.ahead.length;
  if (free.some((group) => group.categoryId === categoryId))
    return free.map((group) =>
      group.categoryId === categoryId ? { ...group, count: group.count + count } : group,
    );
  const held = state.tiles[0]?.card.options.find((option) => option.categoryId === categoryId);
  if (!held || !categoryId) return [...free];
  return [{ categoryId, name: held.name, pathName: held.pathName, count }, ...free];
}

/** Columns of the page as it is laid out now: how far "a row down" is. */
function columnsOf(list: HTMLElement | null): number {
  return list ? getComputedStyle(list).gridTemplateColumns.split(' ').length : 1;
}

/** The confirm grid: one proposed category a page, odd ones first; mark the exceptions, one key confirms the rest. */
export function GridDeck({
  catalogId,
  actorId,
  filter,
  categoryId: asked,
  onCategory,
}: {
  catalogId: string;
  actorId: string;
  filter: QueueFilter;
  categoryId: string | null;
  onCategory: (categoryId: string) => void;
}) {
  const t = useTranslations('grid');
  const groupsRead = useGroups(catalogId, filter);
  const free = groupsRead.data?.groups ?? [];
  const categoryId = asked ?? free[0]?.categoryId ?? null;
  const [notice, setNotice] = useState<Notice | null>(null);
  const tell = (text: string, tone: Notice['tone'] = 'doubt') =>
    setNotice((last) => ({ id: (last?.id ?? 0) + 1, tone, text }));
  const grid = useGrid({ catalogId, actorId, filter, categoryId }, tell);
  const { state } = grid;
  const status = useQueueStatus('categories', catalogId, filter, state.tiles.length === 0);
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const opened = useOpened(sheet);
  usePreload(Object.values(loads));
  const [showWhy, setShowWhy] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const [first] = state.tiles;
  const groups = withHeld(free, categoryId, state);
  const group = groups.find((one) => one.categoryId === categoryId);
  const pathName =
    group?.pathName ??
    first?.card.options.find((option) => option.categoryId === categoryId)?.pathName ??
    t('thisCategory');
  const name = pathName.split(' > ').at(-1) ?? pathName;
  const timing = useCardTiming(first?.itemId);

  // The address names the page, so that a reload and a colleague's link show the same one.
  useEffect(() => {
    if (asked === null && categoryId) onCategory(categoryId);
  }, [asked, categoryId, onCategory]);
  useEffect(
    () =>
      preloadImages(
        state.ahead.map((tile) => tile.card.product.images[0]),
        160,
      ),
    [state.ahead],
  );

  const nextGroup = () => {
    const at = groups.findIndex((one) => one.categoryId === categoryId);
    return groups[(at + 1) % Math.max(1, groups.length)];
  };
  const goNext = () => {
    const next = nextGroup();
    if (next && next.categoryId !== categoryId) onCategory(next.categoryId);
  };
  const confirm = (takesMarked: boolean) => {
    if (state.tiles.length === 0) return goNext();
    timing.start();
    const count = grid.confirm(takesMarked);
    if (count === null) return tell(takesMarked ? t('nothingMarked') : t('allMarked'));
    tell(t('confirmed', { count, name }), 'ok');
  };
  const undo = async () => {
    const back = await grid.undo();
    if (back === null) return;
    tell(t('takenBack'), 'ok');
    if (back !== categoryId) onCategory(back);
  };
  const move = (by: number) => grid.dispatch({ type: 'focused', at: state.focus + by });
  const tileAt = state.tiles[state.focus];

  const act = ({ command }: PressedCommand): void => {
    grid.noteActivity();
    const acts: Partial<Record<PressedCommand['command'], () => void>> = {
      accept: () => confirm(false),
      'accept-marked': () => confirm(true),
      mark: () => grid.dispatch({ type: 'marked', at: state.focus }),
      'mark-range': () => grid.dispatch({ type: 'range-marked', at: state.focus }),
      'select-all': () => setSheet('select'),
      skip: goNext,
      undo: () => void undo(),
      images: () => tileAt && setSheet('images'),
      why: () => setShowWhy(!showWhy),
      left: () => move(-1),
      right: () => move(1),
      up: () => move(-columnsOf(list.current)),
      down: () => move(columnsOf(list.current)),
      ...sheetActs(setSheet),
    };
    acts[command]?.();
  };
  useKeys(useBindings('grid'), sheet !== null, act);

  const close = (open: boolean) => setSheet(open ? sheet : null);
  const openCount = state.tiles.length - state.marked.length;
  const next = nextGroup();
  const isFinished = grid.isDry && state.tiles.length === 0;
  return (
    <section
      className="flex min-h-full min-w-0 flex-col bg-page"
      aria-label={t('label')}
      onPointerMove={grid.noteActivity}
      data-page={first?.itemId}
      data-key-to-card-ms={timing.lastMs ?? undefined}
    >
      <DeckBar
        mode="grid"
        question={categoryId ? t('question', { name }) : t('label')}
        status={status}
        outbox={grid.outbox}
        leaseUntilMs={null}
        onOpen={setSheet}
      />
      <NoticeLine notice={notice} onClose={() => setNotice(null)} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-x-4 gap-y-3 px-4 pb-3 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <GroupRail groups={groups} categoryId={categoryId} onChoose={onCategory} />
        <div className="min-w-0">
          {categoryId ? (
            <div className="mb-2 flex min-h-6 flex-wrap items-baseline gap-x-4 text-sm text-muted">
              <span>{pathName.replaceAll(' > ', ' › ')}</span>
              <span className="tabular-nums" role="status">
                {group
                  ? t('hereOf', { here: state.tiles.length, count: group.count })
                  : t('here', { here: state.tiles.length })}
                {state.marked.length > 0 ? ` ${t('marked', { count: state.marked.length })}` : ''}
              </span>
              <GuidelineLine
                catalogId={catalogId}
                categoryId={categoryId}
                onOpen={() => setSheet('guideline')}
              />
            </div>
          ) : null}
          {state.tiles.length > 0 && categoryId ? (
            <GridTiles
              state={state}
              categoryId={categoryId}
              name={name}
              showWhy={showWhy}
              listRef={list}
              onMark={(at, withRange) => grid.dispatch({ type: withRange ? 'range-marked' : 'marked', at })}
            />
          ) : isFinished ? (
            <div role="status" className="grid min-h-96 place-content-center gap-2 p-8 text-center">
              <p className="text-lg font-semibold">{t('dry', { name })}</p>
              <p className="text-sm text-muted">
                {next && next.categoryId !== categoryId
                  ? t('goesOn', { name: next.name, count: next.count })
                  : t('othersHold')}
              </p>
            </div>
          ) : (
            <EmptyDeck
              ofCategories
              counts={groupsRead.isPending || categoryId ? undefined : status?.counts}
              isUnreachable={grid.isUnreachable || groupsRead.isError}
            />
          )}
        </div>
      </div>
      <footer className={answerBarClass}>
        <AnswerButton
          mode="grid"
          command="accept"
          tone="primary"
          disabled={openCount === 0}
          label={openCount === 0 ? undefined : t('confirm', { count: openCount })}
          onPress={() => act({ command: 'accept' })}
        />
        <AnswerButton
          mode="grid"
          command="mark"
          disabled={!tileAt}
          onPress={() => act({ command: 'mark' })}
        />
        <AnswerButton
          mode="grid"
          command="accept-marked"
          disabled={state.marked.length === 0}
          onPress={() => act({ command: 'accept-marked' })}
        />
        <AnswerButton
          mode="grid"
          command="select-all"
          disabled={!categoryId}
          onPress={() => act({ command: 'select-all' })}
        />
        <AnswerButton mode="grid" command="skip" disabled={!next} onPress={() => act({ command: 'skip' })} />
        <span className="ml-auto" />
        <span className="contents sm:hidden">
          <AnswerButton mode="grid" command="history" tone="quiet" onPress={() => setSheet('history')} />
        </span>
        <AnswerButton
          mode="grid"
          command="images"
          tone="quiet"
          disabled={!tileAt}
          onPress={() => act({ command: 'images' })}
        />
        <AnswerButton mode="grid" command="why" tone="quiet" onPress={() => act({ command: 'why' })} />
        <AnswerButton
          mode="grid"
          command="undo"
          disabled={state.done.length === 0}
          onPress={() => act({ command: 'undo' })}
        />
      </footer>
      {opened('select') ? (
        <SelectSheet
          catalogId={catalogId}
          filter={filter}
          category={categoryId ? { categoryId, name } : null}
          open={sheet === 'select'}
          onOpenChange={close}
        />
      ) : null}
      <DeskSheets
        mode="grid"
        catalogId={catalogId}
        categoryId={categoryId}
        subjectId={null}
        sheet={sheet}
        onOpenChange={close}
        onAct={act}
        onUndone={(bulkId) => grid.dispatch({ type: 'forgotten', bulkId })}
      />
      {opened('images') ? (
        <ImageSheet
          open={sheet === 'images'}
          onOpenChange={close}
          images={picturesOf(tileAt?.card.product)}
        />
      ) : null}
    </section>
  );
}
