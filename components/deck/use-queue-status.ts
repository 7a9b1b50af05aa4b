'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchJson } from '#components/fetch-json.ts';
import type { Queue, QueueStatus } from '#server/review/schema.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';
import { filterQuery } from './queue-filter.ts';

/** What is left in this part of a queue, and my own day; asked more often while there is nothing in the hand. */
export function useQueueStatus(
  queue: Queue,
  catalogId: string,
  filter: QueueFilter,
  isIdle: boolean,
): QueueStatus | undefined {
  const { data } = useQuery({
    queryKey: ['review-status', queue, catalogId, filter],
    queryFn: () => fetchJson<QueueStatus>(`/api/review/${queue}/status?${filterQuery(catalogId, filter)}`),
    refetchInterval: isIdle ? 4_000 : 15_000,
    placeholderData: keepPreviousData,
  });
  return data;
}
