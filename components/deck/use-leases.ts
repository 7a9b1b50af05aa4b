'use client';
import { useEffect } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import type { LeaseRef } from '#server/review/schema.ts';
import type { DeckStore } from './deck-store.ts';
import { heldCards } from './reducer.ts';

const heartbeatMs = 45_000;
/** Without a sign of life for this long the leases are left to run out, so that others can go on. */
const presentForMs = 5 * 60_000;

/** Keeps the leases of a deck while somebody is there, and gives them back when the page is left. */
export function useLeases<Body, Answer>(
  store: DeckStore<Body, Answer>,
  options: { lastActiveMs: () => number; isUnsent: (itemId: string) => boolean },
): void {
  const { lastActiveMs, isUnsent } = options;
  useEffect(() => {
    const held = (): LeaseRef[] =>
      heldCards(store.read()).map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
    const beat = async () => {
      const leases = held();
      const isThere = document.visibilityState === 'visible' && Date.now() - lastActiveMs() < presentForMs;
      if (leases.length === 0 || !isThere) return;
      const said = await fetchJson<{ kept: LeaseRef[]; leaseMs: number }>('/api/review/heartbeat', {
        method: 'POST',
        body: JSON.stringify({ leases }),
      });
      const nowMs = Date.now();
      const asked = leases.map((lease) => lease.itemId);
      store.dispatch({
        type: 'heartbeat',
        kept: said.kept,
        asked,
        leaseUntilMs: nowMs + said.leaseMs,
        nowMs,
      });
    };
    const release = () => {
      // An answer that waits to be sent still needs its item: the lease is left to run out.
      const leases = held().filter((lease) => !isUnsent(lease.itemId));
      if (leases.length === 0) return;
      const body = new Blob([JSON.stringify({ leases })], { type: 'application/json' });
      navigator.sendBeacon('/api/review/release', body);
    };
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    const timer = window.setInterval(() => void beat().catch(() => undefined), heartbeatMs);
    window.addEventListener('pagehide', release);
    window.addEventListener('pageshow', comeBack);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('pagehide', release);
      window.removeEventListener('pageshow', comeBack);
      release();
    };
  }, [store, lastActiveMs, isUnsent]);
}
