'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import type { Claim, ClaimedCards, QueueStatus } from '#server/review/schema.ts';
import type { DeckStore } from './deck-store.ts';
import type { OutboxOperation, OutboxSnapshot, SendResult } from './outbox.ts';
import { type DeckState, wanted } from './reducer.ts';
import { sendOperation } from './send-operation.ts';

/** Cards held at once, and how many must lie ahead before more are fetched. */
const batchSize = 5;
const aheadMin = 3;
/** A queue that gave fewer than asked is left alone for this long. */
const emptyPauseMs = 4_000;

interface ClaimsOptions<Card, Answer> {
  url: string;
  store: DeckStore<Card, Answer>;
  claim: Omit<Claim, 'count'>;
}

interface Claims {
  /** Sends an operation of the outbox; an answer brings the next cards along where the deck is short of them. */
  send: (operation: OutboxOperation) => Promise<SendResult>;
  isClaiming: boolean;
  /** The claim failed for want of a server and is tried again, or waits until the browser has a network. */
  isUnreachable: boolean;
}

/** Gives back what nobody will look at: it came after the deck was left. */
function giveBack(claimed: ClaimedCards<unknown>): void {
  const leases = claimed.cards.map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
  if (leases.length === 0) return;
  navigator.sendBeacon(
    '/api/review/release',
    new Blob([JSON.stringify({ leases })], { type: 'application/json' }),
  );
}

/**
 * Keeps cards ahead. While answers are on their way they bring the next ones with them; a claim of its own is made where
 * nothing is sent: at the start, after a pause, behind skips, and slowly while the queue is empty for this person.
 */
export function useClaims<Card, Answer>(
  { url, store, claim }: ClaimsOptions<Card, Answer>,
  state: DeckState<Card, Answer>,
  outbox: OutboxSnapshot,
  status: QueueStatus | undefined,
): Claims {
  const exhaustedMs = useRef(0);
  /** One request for cards at a time, whichever way: two would fetch what is missing twice. */
  const isAsking = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const take = (claimed: ClaimedCards<Card>, count: number): void => {
    if (!isHere.current) {
      giveBack(claimed);
      return;
    }
    const nowMs = Date.now();
    exhaustedMs.current = claimed.cards.length < count ? nowMs : 0;
    const cards = claimed.cards.map(({ card, leaseMs, ...lease }) => ({
      ...lease,
      leaseUntilMs: nowMs + leaseMs,
      body: card,
    }));
    store.dispatch({ type: 'claimed', nowMs, cards });
  };

  const { mutate, isPending, isPaused, isIdle, isError, failureCount } = useMutation({
    mutationFn: async (count: number) => {
      isAsking.current = true;
      try {
        const body = JSON.stringify({ ...claim, count });
        return await fetchJson<ClaimedCards<Card>>(`${url}/claim`, { method: 'POST', body });
      } finally {
        isAsking.current = false;
      }
    },
    onSuccess: take,
  });

  const missing = wanted(state, aheadMin, batchSize);
  const isOnItsWay = outbox.waiting > 0 && (outbox.status === 'idle' || outbox.status === 'sending');
  // With a card in hand there is time for the answers to bring what is missing.
  const isBrought = isOnItsWay && state.current !== null;
  const statusAt = status ? JSON.stringify(status.counts) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new status, an answer sent or a failure is a reason to look again
  useEffect(() => {
    if (missing === 0 || isPending || isBrought) return;
    const waitMs = isError ? 3_000 : Math.max(0, exhaustedMs.current + emptyPauseMs - Date.now());
    const timer = window.setTimeout(() => {
      if (!isAsking.current) mutate(missing);
    }, waitMs);
    return () => window.clearTimeout(timer);
  }, [missing, isPending, isBrought, isError, failureCount, statusAt, outbox.waiting, mutate]);

  const send = async (operation: OutboxOperation): Promise<SendResult> => {
    const count = isHere.current ? wanted(store.read(), aheadMin, batchSize) : 0;
    const isPaused = Date.now() - exhaustedMs.current < emptyPauseMs;
    const isAnswer = operation.url === `${url}/decide`;
    if (!isAnswer || count === 0 || isAsking.current || isPaused) return sendOperation(operation);
    isAsking.current = true;
    try {
      const body = { ...(operation.body as object), next: { ...claim, count } };
      const result = await sendOperation({ ...operation, body });
      if (result.kind === 'answered') {
        const { next } = result.outcome as { next?: ClaimedCards<Card> };
        if (next) take(next, count);
      }
      return result;
    } finally {
      isAsking.current = false;
    }
  };
  return { send, isClaiming: isPending || isIdle || isOnItsWay, isUnreachable: isError || isPaused };
}
