'use client';

import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import type { Changed, Topic } from '#server/events/schema.ts';

interface Live {
  /** Whether the server tells of changes now; pages ask for themselves where it does not. */
  isLive: boolean;
  listen: (topic: Topic, changed: () => void) => () => void;
}

/** How long after a refusal (signed out, too many listeners, no server) the stream is asked for again. */
const againMs = 30_000;

const LiveContext = createContext<Live | null>(null);

/** Whether the page can be seen: a hidden tab gives its connection back, for a browser has six to a host. */
function useIsVisible(): boolean {
  const [isVisible, setIsVisible] = useState(true);
  useEffect(() => {
    const look = (): void => setIsVisible(document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

/**
 * One stream for all that a page shows, open while something on it listens and somebody can see it. The first event
 * names every topic: what changed while nobody listened.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const catalogId = useCatalogOrNull()?.catalogId;
  const [listeners] = useState(() => new Set<{ topic: Topic; changed: () => void }>());
  const [isNeeded, setIsNeeded] = useState(false);
  const [isLive, setIsLive] = useState(false);
  const [tries, setTries] = useState(0);
  const isWanted = useIsVisible() && isNeeded;

  useEffect(() => {
    if (!isWanted || !catalogId) return;
    const source = new EventSource(`/api/events?catalog=${catalogId}`);
    let again: ReturnType<typeof setTimeout> | undefined;
    source.onopen = () => setIsLive(true);
    source.onerror = () => {
      setIsLive(false);
      // A browser comes back by itself after a broken connection, but never after an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(() => setTries(tries + 1), againMs);
    };
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const { topics } = JSON.parse(event.data) as Changed;
      for (const listener of listeners) if (topics.includes(listener.topic)) listener.changed();
    });
    return () => {
      clearTimeout(again);
      source.close();
      setIsLive(false);
    };
  }, [isWanted, catalogId, listeners, tries]);

  const listen = useCallback(
    (topic: Topic, changed: () => void) => {
      const listener = { topic, changed };
      listeners.add(listener);
      setIsNeeded(true);
      return () => {
        listeners.delete(listener);
        setIsNeeded(listeners.size > 0);
      };
    },
    [listeners],
  );
  const live = useMemo(() => ({ isLive, listen }), [isLive, listen]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

const restMs = 60_000;

/**
 * Reads a query anew when the server says that a topic has changed. Returns how often to ask all the same, given how often
 * one would without: seldom while the stream is open.
 */
export function useLive(topic: Topic, key: QueryKey): (pollMs: number) => number {
  const live = useContext(LiveContext);
  const client = useQueryClient();
  const name = JSON.stringify(key);
  const listen = live?.listen;
  useEffect(
    () => listen?.(topic, () => void client.invalidateQueries({ queryKey: JSON.parse(name) as QueryKey })),
    [listen, topic, name, client],
  );
  return (pollMs) => (live?.isLive ? Math.max(restMs, pollMs) : pollMs);
}
