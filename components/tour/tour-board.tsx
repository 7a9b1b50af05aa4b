'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { listingsOnTheWay, useStages } from '#components/deck/still-working.tsx';
import { useLive } from '#components/desk/live.tsx';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { buttonClasses } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import type { Share, TourView } from '#server/tour/schema.ts';
import { TourSteps } from './tour-steps.tsx';

/** Five minutes through the desk, and how much of what was planted it has found. */
export function TourBoard() {
  const t = useTranslations('tour');
  const catalog = useCatalogOrNull();
  const key = ['tour', catalog?.catalogId];
  const pause = useLive('pipeline', key);
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ tour: TourView | null }>(`/api/tour?catalog=${catalog?.catalogId ?? ''}`),
    refetchInterval: () => pause(5000),
    enabled: catalog !== null,
  });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
        <TourSteps />
        {data?.tour ? (
          <Findings tour={data.tour} />
        ) : (
          <EmptyState title={t('nothing')}>
            {t('onlyDemo')}{' '}
            {catalog ? null : (
              <Link href="/import" className="text-accent underline">
                {t('load')}
              </Link>
            )}
          </EmptyState>
        )}
      </div>
    </>
  );
}

function Findings({ tour }: { tour: TourView }) {
  const t = useTranslations('tour');
  const { planted, duplicates, traps } = tour;
  // Before anything is found a share of 0 % would read as a failure.
  const suggested = (share: Share): Share | null => (tour.hasSuggestions ? share : null);
  const paired = (share: Share): Share | null => (tour.hasClusters ? share : null);
  return (
    <div className="space-y-4">
      <Finding title={t('categories.title')} href="/review/categories" action={t('categories.go')}>
        <Figure
          share={suggested(planted.topSuspects)}
          name={t('categories.suspects', { count: planted.total })}
        />
        <Figure share={suggested(planted.queued)} name={t('categories.queued')} />
        <Figure share={suggested(planted.corrected)} name={t('categories.corrected')} />
        <Figure share={suggested(tour.suggestions)} name={t('categories.first')} />
        <Waiting queue="review-category" isThere={tour.hasSuggestions} />
      </Finding>
      <Finding title={t('duplicates.title')} href="/review/duplicates" action={t('duplicates.go')}>
        <Figure share={paired(duplicates.precision)} name={t('duplicates.precision')} />
        <Figure share={paired(duplicates.recall)} name={t('duplicates.recall')} />
        {tour.hasClusters ? (
          <p className="text-sm text-muted">
            {t('duplicates.counts', { clusters: duplicates.clusters, merged: duplicates.merged })}
          </p>
        ) : null}
        <Waiting queue="review-duplicates" isThere={tour.hasClusters} />
      </Finding>
      <Finding title={t('traps.title')} href="/review/duplicates" action={t('traps.go')}>
        <p className="text-sm">
          {tour.hasClusters
            ? t.rich('traps.found', {
                ...{ merged: traps.merged, total: traps.total, clustered: traps.clustered },
                big: (count) => <strong className="text-xl font-semibold">{count}</strong>,
              })
            : t('traps.waiting', { total: traps.total })}
        </p>
      </Finding>
    </div>
  );
}

function Finding({
  title,
  href,
  action,
  children,
}: {
  title: string;
  href: string;
  action: string;
  children: ReactNode;
}) {
  return (
    <Card className="space-y-3">
      <div className="flex items-center justify-between gap-3">
        <h2>{title}</h2>
        <Link href={href} className={buttonClasses({ size: 'small' })}>
          {action}
        </Link>
      </div>
      {children}
    </Card>
  );
}

function Figure({ share, name }: { share: Share | null; name: string }) {
  const t = useTranslations('tour');
  const { percent } = useFormat();
  return (
    <p className="flex items-baseline gap-3 text-sm">
      <strong className="w-20 shrink-0 text-right text-xl font-semibold">
        {share === null || share.of === 0 ? '–' : percent.format(share.hit / share.of)}
      </strong>
      <span>
        {name}{' '}
        {share === null ? null : (
          <span className="text-muted">{t('hitOf', { hit: share.hit, of: share.of })}</span>
        )}
      </span>
    </p>
  );
}

/** Why there is no figure yet, or why it will still change; nothing where all has been looked at. */
function Waiting({ queue, isThere }: { queue: 'review-category' | 'review-duplicates'; isThere: boolean }) {
  const t = useTranslations('tour');
  const d = useTranslations('deck.empty');
  const stages = useStages().data?.stages ?? [];
  const listings = listingsOnTheWay(stages, queue);
  const training = stages.find((stage) => stage.name === 'train');
  const isLearning =
    queue === 'review-category' && !isThere && training !== undefined && training.running > 0;
  if (isThere && listings === null) return null;
  const words = (): string => {
    if (isLearning) return t('categories.learning');
    if (listings !== null) return d('workingWhy', { listings });
    return t(queue === 'review-category' ? 'categories.waiting' : 'duplicates.waiting');
  };
  return (
    <p className="text-sm text-muted" aria-live="polite">
      {words()}{' '}
      <Link href="/pipeline" className="text-accent underline">
        {t('pipeline')}
      </Link>
    </p>
  );
}
