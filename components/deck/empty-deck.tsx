'use client';
import type { QueueCounts } from '#server/review/schema.ts';

function wait(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds <= 1) return ' The next is free any moment.';
  return seconds < 90
    ? ` The next is free in ${Math.ceil(seconds)} s.`
    : ` The next is free in ${Math.ceil(seconds / 60)} min.`;
}

/** Never a false "empty": says what others hold and what I put off myself. */
export function emptySentence(counts: QueueCounts | undefined): { title: string; text: string } {
  if (!counts) return { title: 'Looking for work …', text: '' };
  const { withOthers, skippedByMe, left, free, nextFreeSeconds } = counts;
  if (free > 0) return { title: 'Fetching the next ones …', text: '' };
  if (left === 0)
    return {
      title: 'Nothing left to decide.',
      text: 'New items come after the next import, or when a new model doubts something.',
    };
  const parts = [
    withOthers > 0 ? `${withOthers} with other people` : '',
    skippedByMe > 0 ? `${skippedByMe} skipped by you` : '',
  ].filter(Boolean);
  return {
    title: 'Nothing free for you right now.',
    text: `${parts.join(', ') || `${left} on their way`}.${wait(nextFreeSeconds)}`,
  };
}

export function EmptyDeck({
  counts,
  isUnreachable,
}: {
  counts: QueueCounts | undefined;
  isUnreachable: boolean;
}) {
  const { title, text } = isUnreachable
    ? {
        title: 'The server does not answer.',
        text: 'Trying again; what you decided is kept on this machine.',
      }
    : emptySentence(counts);
  return (
    <div role="status" className="grid min-h-96 place-content-center gap-2 p-8 text-center">
      <p className="text-lg font-semibold">{title}</p>
      <p className="text-sm text-muted">{text}</p>
    </div>
  );
}
