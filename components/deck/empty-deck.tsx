'use client';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { QueueCounts } from '#server/review/schema.ts';
import { useQueuePlace } from './queue-filter.ts';

// Only an empty queue needs their code.
const StillWorking = dynamic(() => import('./still-working.tsx').then((module) => module.StillWorking));
const FirstModel = dynamic(() => import('./first-model.tsx').then((module) => module.FirstModel));

type Translate = ReturnType<typeof useTranslations<'deck.empty'>>;

function wait(t: Translate, seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds <= 1) return t('anyMoment');
  return seconds < 90
    ? t('seconds', { count: Math.ceil(seconds) })
    : t('minutes', { count: Math.ceil(seconds / 60) });
}

function whereTheyAre(t: Translate, { withOthers: others, skippedByMe: skipped, left }: QueueCounts): string {
  if (others > 0 && skipped > 0) return t('both', { others, skipped });
  if (others > 0) return t('withOthers', { count: others });
  return skipped > 0 ? t('skipped', { count: skipped }) : t('onTheWay', { count: left });
}

/** Never a false "empty": says what others hold, what I put off myself, and that a part is not the whole (`isPart`). */
export function emptySentence(
  t: Translate,
  counts: QueueCounts | undefined,
  isPart = false,
): { title: string; text: string } {
  if (!counts) return { title: t('looking'), text: '' };
  if (counts.free > 0) return { title: t('fetching'), text: '' };
  if (counts.left === 0 && isPart) return { title: t('donePart'), text: '' };
  if (counts.left === 0) return { title: t('done'), text: t('doneWhy') };
  return {
    title: t('noneFree'),
    text: [whereTheyAre(t, counts), wait(t, counts.nextFreeSeconds)].filter(Boolean).join(' '),
  };
}

const bone = 'animate-pulse rounded-md bg-mat';

/** The shape of a card while one is fetched: picture, facts, answers stand where they will stand. */
function CardSkeleton({ title }: { title: string }) {
  return (
    <div role="status" aria-busy className="min-h-96">
      <span className="sr-only">{title}</span>
      <div
        aria-hidden
        className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)] lg:grid-cols-[18rem_minmax(0,1fr)_26rem]"
      >
        <div className={`${bone} aspect-square`} />
        <div className="flex flex-col gap-3">
          <div className={`${bone} h-7 w-4/5`} />
          {['w-2/3', 'w-1/3', 'w-1/2', 'w-3/5'].map((width) => (
            <div key={width} className={`${bone} h-4 ${width}`} />
          ))}
        </div>
        <div className="flex flex-col gap-1.5 sm:col-span-full lg:col-span-1">
          <div className={`${bone} h-4 w-1/2`} />
          {[1, 2, 3, 4].map((option) => (
            <div key={option} className={`${bone} h-12`} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Empty may mean that there is no model yet, or that the worker has not come so far: then that is said. */
function WholeEmpty({ ofCategories, children }: { ofCategories: boolean; children: ReactNode }) {
  if (!ofCategories) return <StillWorking queue="review-duplicates">{children}</StillWorking>;
  return (
    <FirstModel>
      <StillWorking queue="review-category">{children}</StillWorking>
    </FirstModel>
  );
}

/** `ofCategories`: its queue fills only when a model is in use, so where there is none, that is said. */
export function EmptyDeck({
  counts,
  isUnreachable,
  ofCategories = false,
}: {
  counts: QueueCounts | undefined;
  isUnreachable: boolean;
  ofCategories?: boolean;
}) {
  const t = useTranslations('deck.empty');
  const { filter, go } = useQueuePlace();
  const isPart = Object.keys(filter).length > 0;
  const isWholeEmpty = !isUnreachable && !isPart && counts?.left === 0;
  const { title, text } = isUnreachable
    ? { title: t('unreachable'), text: t('unreachableWhy') }
    : emptySentence(t, counts, isPart);
  if (!isUnreachable && (!counts || counts.free > 0)) return <CardSkeleton title={title} />;
  const said = (
    <>
      <p className="text-lg font-semibold">{title}</p>
      <p className="text-sm text-muted">{text}</p>
    </>
  );
  return (
    <div
      role="status"
      className="grid min-h-96 place-content-center justify-items-center gap-2 p-8 text-center"
    >
      {isWholeEmpty ? <WholeEmpty ofCategories={ofCategories}>{said}</WholeEmpty> : said}
      {isPart && !isUnreachable ? (
        <button type="button" className="text-sm underline" onClick={() => go({ filter: {} })}>
          {t('wholeQueue')}
        </button>
      ) : null}
    </div>
  );
}
