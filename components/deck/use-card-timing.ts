'use client';
import { useLayoutEffect, useRef, useState } from 'react';

/** The desk measures itself: milliseconds from the key to the next card in the document. */
export function useCardTiming(itemId: string | undefined): { start: () => void; lastMs: number | null } {
  const startedAt = useRef<number | null>(null);
  const [lastMs, setLastMs] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new card is the end of the measurement
  useLayoutEffect(() => {
    if (startedAt.current === null) return;
    const ms = Math.round((performance.now() - startedAt.current) * 10) / 10;
    startedAt.current = null;
    setLastMs(ms);
    performance.measure('key-to-card', { duration: ms, end: performance.now() });
  }, [itemId]);
  return {
    start: () => {
      startedAt.current = performance.now();
    },
    lastMs,
  };
}
