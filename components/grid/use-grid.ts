'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { type ActiveTime, addActivity, startActiveTime } from '#components/deck/active-time.ts';
import type { OutboxSnapshot } from '#components/deck/outbox.ts';
import { newKey } from '#components/deck/send-operation.ts';
import { StateStore } from '#components/deck/state-store.ts';
import { useLeases } from '#components/deck/use-leases.ts';
import { type LeasePatches, useOutbox } from '#components/deck/use-outbox.ts';
import { fetchJson } from '#components/fetch-json.ts';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { ClaimGrid, ConfirmGrid, SelectionOutcome } from '#server/categorization/schema-grid.ts';
import type { ClaimedCards, LeaseRef } from '#server/review/schema.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';
import {
  emptyGrid,
  type GridAction,
  type GridState,
  gridReducer,
  heldTiles,
  partsOf,
  type Tile,
} from './grid-state.ts';

/** Tiles a page: three rows of eight on a wide screen, without scrolling. */
export const pageSize = 24;

type GridStore = StateStore<GridState<CategoryCard>, GridAction<CategoryCard>>;

export interface GridOptions {
  catalogId: string;
  actorId: string;
  filter: QueueFilter;
  /** Null: no category has free items. */
  categoryId: string | null;
}

/** Gives leases back. Lost on the way, they simply run out. */
async function release(tiles: readonly LeaseRef[]): Promise<void> {
  if (tiles.length === 0) return;
  const leases = tiles.map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
  await fetchJson('/api/review/release', { method: 'POST', body: JSON.stringify({ leases }) }).catch(
    () => undefined,
  );
}

const tileOf = (claimed: ClaimedCards<CategoryCard>['cards'][number]): Tile<CategoryCard> => {
  const { itemId, leaseNumber, subjectRevision, card } = claimed;
  return { itemId, leaseNumber, subjectRevision, card };
};

/** Fetches the page in hand and the one behind it; `isDry` once the category has nothing free any more. */
function useGridClaims(store: GridStore, state: GridState<CategoryCard>, options: GridOptions) {
  const { catalogId, filter, categoryId } = options;
  const [dryAt, setDryAt] = useState<string | null>(null);
  const client = useQueryClient();
  const latest = useRef(categoryId);
  latest.current = categoryId;
  const { mutate, isPending, isPaused, isError, failureCount } = useMutation({
    mutationFn: (claim: ClaimGrid) =>
      fetchJson<ClaimedCards<CategoryCard>>('/api/review/categories/grid', {
        method: 'POST',
        body: JSON.stringify(claim),
      }),
    onSuccess: ({ cards }, claim) => {
      const tiles = cards.map(tileOf);
      if (claim.categoryId !== latest.current) {
        void release(tiles);
        return;
      }
      if (tiles.length < claim.count) setDryAt(claim.categoryId);
      store.dispatch({ type: 'claimed', tiles });
      void client.invalidateQueries({ queryKey: ['grid-groups'] });
    },
  });
  const isDry = dryAt === categoryId;
  const isWanted = categoryId !== null && !isDry && state.ahead.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failure is a reason to try again
  useEffect(() => {
    if (!isWanted || isPending || !categoryId) return;
    const claim = { catalogId, categoryId, filter, count: pageSize };
    const timer = window.setTimeout(() => mutate(claim), isError ? 3_000 : 0);
    return () => window.clearTimeout(timer);
  }, [isWanted, isPending, isError, failureCount, catalogId, categoryId, filter, mutate]);
  // What others hold comes back: an empty page looks again, slowly.
  const isIdle = isDry && state.tiles.length === 0;
  useEffect(() => {
    if (!isIdle) return;
    const timer = window.setTimeout(() => setDryAt(null), 4_000);
    return () => window.clearTimeout(timer);
  }, [isIdle]);
  return { isDry, isUnreachable: isError || isPaused, askAgain: () => setDryAt(null) };
}

export interface Grid {
  state: GridState<CategoryCard>;
  outbox: OutboxSnapshot;
  isDry: boolean;
  isUnreachable: boolean;
  dispatch: (action: GridAction<CategoryCard>) => void;
  /** Confirms the unmarked (or the marked alone) and shows the next page. Null where there is nothing to confirm. */
  confirm: (takesMarked: boolean) => number | null;
  /** Takes the last page back; resolves to its category. */
  undo: () => Promise<string | null>;
  askAgain: () => void;
  noteActivity: () => void;
}

let order = 0;

/** The working hand of one person on the grid. A page is sent through the same outbox as a deck's answers. */
export function useGrid(options: GridOptions, onSaid: (text: string) => void): Grid {
  const { catalogId, actorId, categoryId } = options;
  const t = useTranslations('grid');
  const [store] = useState<GridStore>(() => new StateStore(gridReducer<CategoryCard>, emptyGrid()));
  const state = useSyncExternalStore(store.subscribe, store.read, store.read);
  const [patches] = useState<LeasePatches>(() => new Map());
  const client = useQueryClient();
  const active = useRef<ActiveTime>(startActiveTime(Date.now()));
  const claims = useGridClaims(store, state, options);

  const { outbox, snapshot } = useOutbox(actorId, patches, async (operation, outcome) => {
    const said = outcome as SelectionOutcome;
    if (said.ok && said.selection?.left > 0) onSaid(t('leftOfPage', { count: said.selection.left }));
    for (const queryKey of [['review-status'], ['grid-groups'], ['facets']])
      void client.invalidateQueries({ queryKey });
    if ((operation.body as { act?: string }).act === 'undo') {
      // The page that was taken back is claimed anew, whole, before what had come after it.
      await release(heldTiles(store.read()));
      store.dispatch({ type: 'cleared' });
    }
    claims.askAgain();
  });

  useLeases({
    held: () => heldTiles(store.read()),
    onBeat: ({ kept, asked }) => {
      const ours = new Set(kept.map((lease) => lease.itemId));
      const itemIds = asked.filter((itemId) => !ours.has(itemId));
      if (itemIds.length > 0) store.dispatch({ type: 'lost', itemIds });
    },
    lastActiveMs: () => active.current.lastMs,
    isUnsent: () => false,
  });

  // Another category is another page: what was held for the old one is free again for others.
  const shown = useRef(categoryId);
  useEffect(() => {
    if (shown.current === categoryId) return;
    shown.current = categoryId;
    void release(heldTiles(store.read()));
    store.dispatch({ type: 'cleared' });
  }, [categoryId, store]);

  const send = (url: string, method: 'PUT' | undefined, key: string, body: unknown) => {
    const nowMs = Date.now();
    order = Math.max(order + 1, nowMs * 1000);
    void outbox()?.add({ key, order, actorId, url, method, body, itemId: key, createdAtMs: nowMs });
  };

  return {
    state,
    outbox: snapshot,
    ...claims,
    dispatch: store.dispatch,
    confirm: (takesMarked) => {
      const page = store.read();
      const { confirmed, rest } = partsOf(page, takesMarked);
      if (confirmed.length === 0 || !categoryId) return null;
      const { activeMs } = addActivity(active.current, Date.now());
      const bulkId = newKey();
      const body: ConfirmGrid = {
        bulkId,
        catalogId,
        categoryId,
        seconds: activeMs / 1000,
        confirmed: confirmed.map(({ itemId, leaseNumber, subjectRevision }) => ({
          itemId,
          leaseNumber,
          subjectRevision,
        })),
        exceptions: takesMarked ? [] : rest.map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber })),
      };
      store.dispatch({ type: 'confirmed', bulkId, categoryId });
      active.current = startActiveTime(Date.now());
      send('/api/review/categories/grid', 'PUT', bulkId, body);
      if (takesMarked) void release(rest);
      return confirmed.length;
    },
    undo: async () => {
      const page = store.read().done.at(-1);
      if (!page) return null;
      const { bulkId } = page;
      if (await outbox()?.takeBack(bulkId)) {
        if (page.categoryId === categoryId) store.dispatch({ type: 'taken-back', bulkId });
        else {
          void release(page.tiles);
          store.dispatch({ type: 'forgotten', bulkId });
        }
        return page.categoryId;
      }
      store.dispatch({ type: 'forgotten', bulkId });
      // A page is smaller than what one request takes back.
      send(`/api/review/categories/selection/${bulkId}`, undefined, newKey(), { act: 'undo' });
      return page.categoryId;
    },
    noteActivity: () => {
      active.current = addActivity(active.current, Date.now());
    },
  };
}
