'use client';
import { useEffect, useRef } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import type { LeaseRef } from '#server/review/schema.ts';

const heartbeatMs = 45_000;
/** Without a sign of life for this long the leases are left to run out, so that others can go on. */
const presentForMs = 5 * 60_000;

/** What a heartbeat learnt: of the asked, these are still ours, until then. */
export interface Beat {
  kept: readonly LeaseRef[];
  /** Items that were asked for. */
  asked: readonly string[];
  leaseUntilMs: number;
  nowMs: number;
}

interface LeaseOptions {
  /** Leases held now. */
  held: () => readonly LeaseRef[];
  onBeat: (beat: Beat) => void;
  lastActiveMs: () => number;
  isUnsent: (itemId: string) => boolean;
}

/** Keeps the leases of a screen while somebody is there, and gives them back when the page is left. */
export function useLeases(options: LeaseOptions): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const held = (): LeaseRef[] =>
      latest.current.held().map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
    const beat = async () => {
      const leases = held();
      const isHere =
        document.visibilityState === 'visible' && Date.now() - latest.current.lastActiveMs() < presentForMs;
      if (leases.length === 0 || !isHere) return;
      const said = await fetchJson<{ kept: LeaseRef[]; leaseMs: number }>('/api/review/heartbeat', {
        method: 'POST',
        body: JSON.stringify({ leases }),
      });
      const nowMs = Date.now();
      const asked = leases.map((lease) => lease.itemId);
      latest.current.onBeat({ kept: said.kept, asked, leaseUntilMs: nowMs + said.leaseMs, nowMs });
    };
    const release = () => {
      // An answer that waits to be sent still needs its item: the lease is left to run out.
      const leases = held().filter((lease) => !latest.current.isUnsent(lease.itemId));
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
  }, []);
}
