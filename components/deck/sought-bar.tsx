'use client';
import { SoughtLine } from '#components/ui/sought-line.tsx';
import type { Queue } from '#server/review/schema.ts';
import type { QueuePlace } from './queue-filter.ts';
import { useQueueStatus } from './use-queue-status.ts';

/** How the words are looked for, and like which product: the deck's own count says it. */
export function SoughtBar({
  queue,
  catalogId,
  place,
}: {
  queue: Queue;
  catalogId: string;
  place: QueuePlace;
}) {
  const { filter, go } = place;
  const said = useQueueStatus(queue, catalogId, filter, false);
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-1.5">
      <SoughtLine
        words={filter.q ?? ''}
        isWordsOnly={filter.by === 'words'}
        said={said}
        hasLike={filter.like !== undefined}
        onWordsOnly={(isOnly) => go({ filter: { ...filter, by: isOnly ? 'words' : undefined } })}
        onRemoveLike={() => go({ filter: { ...filter, like: undefined } })}
      />
    </div>
  );
}
