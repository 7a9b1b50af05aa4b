'use client';
import { useEffect, useRef, useState } from 'react';

/** Sheets that were opened once stay mounted; the others cost nothing but their name. */
export function useOpened(sheet: string | null): (name: string) => boolean {
  const opened = useRef(new Set<string>());
  if (sheet) opened.current.add(sheet);
  return (name) => opened.current.has(name);
}

/** How long after the page stands the code of its sheets is fetched. */
export const preloadAfterMs = 1_000;

/**
 * Loads code that a key may need, a moment after the page stands: an offline desk has all its sheets. True once it is
 * here: what takes text is mounted then, so that no letter is lost that follows the key which opens it.
 */
export function usePreload(load: readonly (() => Promise<unknown>)[]): boolean {
  const [isHere, setHere] = useState(false);
  const latest = useRef(load);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      Promise.all(latest.current.map((one) => one()))
        .then(() => setHere(true))
        .catch(() => undefined); // asked again when it is needed
    }, preloadAfterMs);
    return () => window.clearTimeout(timer);
  }, []);
  return isHere;
}
