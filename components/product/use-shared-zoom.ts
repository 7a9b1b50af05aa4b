'use client';
import {
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
  type WheelEvent,
} from 'react';
import { moved, startZoom, type View, zoomAt } from './zoom.ts';

/** One view on several pictures: what is enlarged on one is enlarged on all, so that details can be compared. */
export function useSharedZoom(box: RefObject<HTMLElement | null>, isOpen: boolean) {
  const [view, setView] = useState<View>(startZoom);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  useEffect(() => {
    if (isOpen) setView(startZoom);
  }, [isOpen]);

  /** Where in its own picture a pointer is, from 0 to 1. */
  const placeIn = useCallback((event: { currentTarget: Element; clientX: number; clientY: number }) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }, []);

  // React listens passively to the wheel; only a listener of our own may keep the page from scrolling.
  useEffect(() => {
    const element = box.current;
    if (!element || !isOpen) return;
    const stop = (event: Event) => event.preventDefault();
    element.addEventListener('wheel', stop, { passive: false });
    return () => element.removeEventListener('wheel', stop);
  }, [box, isOpen]);

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = pointers.current;
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = placeIn(event);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    if (!other) {
      setView((old) => moved(old, before.x - now.x, before.y - now.y));
      return;
    }
    const span = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y);
    const factor = span(before) > 0 ? span(now) / span(before) : 1;
    setView((old) => zoomAt(old, factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }));
  };

  return {
    view,
    zoom: (factor: number) => setView((old) => zoomAt(old, factor, { x: 0.5, y: 0.5 })),
    pan: (x: number, y: number) => setView((old) => moved(old, x, y)),
    reset: () => setView(startZoom),
    handlers: {
      onWheel: (event: WheelEvent<HTMLElement>) => {
        const place = placeIn(event);
        setView((old) => zoomAt(old, Math.exp(-event.deltaY / 400), place));
      },
      onDoubleClick: (event: { currentTarget: Element; clientX: number; clientY: number }) => {
        const place = placeIn(event);
        setView((old) => (old.scale > 1 ? startZoom : zoomAt(old, 3, place)));
      },
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, placeIn(event));
      },
      onPointerMove,
      onPointerUp: (event: PointerEvent<HTMLElement>) => pointers.current.delete(event.pointerId),
      onPointerCancel: (event: PointerEvent<HTMLElement>) => pointers.current.delete(event.pointerId),
    },
  };
}
