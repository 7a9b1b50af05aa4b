'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import type { Queue, QueueStatus, Scope } from '#server/review/schema.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';
import { type ActiveTime, addActivity, startActiveTime } from './active-time.ts';
import { DeckStore } from './deck-store.ts';
import type { OutboxOperation, OutboxSnapshot } from './outbox.ts';
import { type OperationType, outcomeActions } from './outcome-actions.ts';
import { type DeckState, heldCards } from './reducer.ts';
import { newKey, sendOperation } from './send-operation.ts';
import { useClaims } from './use-claims.ts';
import { useLeases } from './use-leases.ts';
import { type LeasePatches, useOutbox } from './use-outbox.ts';
import { useQueueStatus } from './use-queue-status.ts';

/** A key that falls on a card shown for less than this was meant for the one before. */
const unreadMs = 120;

export interface DeckOptions {
  queue: Queue;
  catalogId: string;
  actorId: string;
  scope: Scope;
  filter: QueueFilter;
  /** Names a product in a sentence (its letter on the card). */
  letterOf?: (productId: string) => string;
}

export interface Deck<Card, Answer> {
  state: DeckState<Card, Answer>;
  outbox: OutboxSnapshot;
  status: QueueStatus | undefined;
  isClaiming: boolean;
  /** The claim failed for want of a server; it is tried again. */
  isUnreachable: boolean;
  decide: (answer: Answer, suggestionShown: boolean, note?: string) => boolean;
  skip: () => boolean;
  undo: () => Promise<void>;
  /** An undo was made elsewhere (the history): the deck forgets that answer. */
  forget: (key: string) => void;
  closeNotice: () => void;
  noteActivity: () => void;
}

interface QueuedBody {
  type: OperationType;
}

let order = 0;

function anOperation(
  options: DeckOptions,
  url: string,
  key: string,
  itemId: string,
  body: object & QueuedBody,
): OutboxOperation {
  const nowMs = Date.now();
  order = Math.max(order + 1, nowMs * 1000);
  return { key, order, actorId: options.actorId, url, body, itemId, createdAtMs: nowMs };
}

/** The working hand of one person on one queue. Every answer advances at once and is saved behind. */
export function useDeck<Card, Answer extends { kind: string }>(options: DeckOptions): Deck<Card, Answer> {
  const { queue, catalogId, actorId, scope, filter, letterOf } = options;
  const t = useTranslations('deck.notice');
  // One store a mount: the page gives the deck a key of queue, catalog and scope.
  const [store] = useState(() => new DeckStore<Card, Answer>());
  const state = useSyncExternalStore(store.subscribe, store.read, store.read);
  const [patches] = useState<LeasePatches>(() => new Map());
  const queryClient = useQueryClient();
  const active = useRef<ActiveTime>(startActiveTime(Date.now()));

  const send = useRef(sendOperation);
  const { outbox, snapshot } = useOutbox(
    actorId,
    patches,
    (operation, outcome) => {
      const ref = { type: (operation.body as QueuedBody).type, key: operation.key, itemId: operation.itemId };
      for (const action of outcomeActions<Card, Answer>(t, ref, outcome, Date.now(), letterOf)) {
        if (action.type === 'leased-again') patches.set(action.itemId, action.lease);
        store.dispatch(action);
      }
      void queryClient.invalidateQueries({ queryKey: ['review-status', queue, catalogId] });
    },
    (operation) => send.current(operation),
  );
  const status = useQueueStatus(queue, catalogId, filter, state.current === null);
  const url = `/api/review/${queue}`;
  const claims = useClaims({ url, store, claim: { catalogId, scope, filter } }, state, snapshot, status);
  send.current = claims.send;

  useLeases({
    held: () => heldCards(store.read()),
    onBeat: (beat) => store.dispatch({ type: 'heartbeat', ...beat }),
    lastActiveMs: () => active.current.lastMs,
    isUnsent: (itemId) => outbox()?.has(itemId) ?? false,
  });

  const currentId = state.current?.itemId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts anew with every card
  useEffect(() => {
    active.current = startActiveTime(Date.now());
  }, [currentId]);

  const advance = (
    kind: 'decide' | 'skip',
    answer: Answer | null,
    suggestionShown: boolean,
    note?: string,
  ): boolean => {
    const nowMs = Date.now();
    const { current, shownAtMs } = store.read();
    if (!current || nowMs - shownAtMs < unreadMs) return false;
    const { itemId, leaseNumber, subjectRevision } = current;
    const { activeMs, idleRemoved } = addActivity(active.current, nowMs);
    const key = newKey();
    const lease = { itemId, leaseNumber, subjectRevision, idempotencyKey: key };
    const body = {
      ...lease,
      type: kind,
      answer,
      suggestionShown,
      seconds: activeMs / 1000,
      idleRemoved,
      note,
    };
    const to = kind === 'decide' ? `${url}/decide` : '/api/review/skip';
    store.dispatch({ type: 'answered', key, kind, answer, nowMs });
    void outbox()?.add(anOperation(options, to, key, itemId, body));
    return true;
  };

  return {
    state,
    outbox: snapshot,
    status,
    isClaiming: claims.isClaiming,
    isUnreachable: claims.isUnreachable,
    decide: (answer, suggestionShown, note) => advance('decide', answer, suggestionShown, note),
    skip: () => advance('skip', null, false),
    undo: async () => {
      const last = store.read().answered.at(-1);
      if (!last) return;
      const isUnsentYet = await outbox()?.takeBack(last.key);
      store.dispatch({ type: 'undone', key: last.key, nowMs: Date.now() });
      if (isUnsentYet) return;
      const key = newKey();
      const { itemId } = last.card;
      const body = {
        type: 'undo' as const,
        idempotencyKey: key,
        targetKey: last.key,
        itemId,
        kind: last.kind,
      };
      await outbox()?.add(anOperation(options, `${url}/undo`, key, itemId, body));
    },
    forget: (key) => store.dispatch({ type: 'forgotten', key }),
    closeNotice: () => store.dispatch({ type: 'notice-closed' }),
    noteActivity: () => {
      active.current = addActivity(active.current, Date.now());
    },
  };
}
