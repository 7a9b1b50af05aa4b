'use client';
import { useQueuePlace } from './queue-filter.ts';

/** Narrows the queue to what is like a product, keeping its other filters; the same product again widens it. */
export function useLike(): (productId: string | undefined) => void {
  const { filter, go } = useQueuePlace();
  return (productId) => {
    if (productId) go({ filter: { ...filter, like: filter.like === productId ? undefined : productId } });
  };
}
