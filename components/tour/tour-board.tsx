'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useLive } from '#components/desk/live.tsx';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { number, percent } from '#components/format.ts';
import { buttonClasses } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import type { Share, TourView } from '#server/tour/schema.ts';
import { TourSteps } from './tour-steps.tsx';

/** Five minutes through the desk, and how much of what was planted it has found. */
export function TourBoard() {
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
      <PageHeader
        title="Five-minute tour"
        lead="The demonstration marketplace has mistakes that were planted on purpose. The truth lies in a file that no import, model or queue reads; this page alone compares it with what the desk has found."
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
        <TourSteps />
        {data?.tour ? (
          <Findings tour={data.tour} />
        ) : (
          <EmptyState title="Nothing to compare">
            Only the demonstration catalog has a known truth.{' '}
            {catalog ? null : (
              <Link href="/import" className="text-accent underline">
                Load it from the import page.
              </Link>
            )}
          </EmptyState>
        )}
      </div>
    </>
  );
}

const shareText = ({ hit, of }: Share): string => (of === 0 ? '–' : percent.format(hit / of));

function Findings({ tour }: { tour: TourView }) {
  const { planted, duplicates, traps } = tour;
  return (
    <div className="space-y-4">
      <Finding title="Wrong categories" href="/review/categories" action="Review categories">
        <Figure
          share={planted.topSuspects}
          name={`planted mistakes among the ${number.format(planted.total)} most suspected listings`}
        />
        <Figure share={planted.queued} name="of the planted mistakes reached the queue" />
        <Figure share={planted.corrected} name="are put right by decisions so far" />
        <Figure share={tour.suggestions} name="of first suggestions name the true category" />
        {tour.hasSuggestions ? null : <Waiting>No model has looked at the catalog yet.</Waiting>}
      </Finding>
      <Finding title="Duplicates" href="/review/duplicates" action="Review duplicates">
        <Figure share={duplicates.precision} name="of the pairs in clusters are truly the same product" />
        <Figure share={duplicates.recall} name="of the true pairs stand in one cluster" />
        <p className="text-sm text-muted">
          {number.format(duplicates.clusters)} clusters, {number.format(duplicates.merged)} merged records.
        </p>
        {tour.hasClusters ? null : <Waiting>No clusters yet.</Waiting>}
      </Finding>
      <Finding title="Traps" href="/review/duplicates" action="See clusters">
        <p className="text-sm">
          <strong className="text-xl font-semibold">{number.format(traps.merged)}</strong> of{' '}
          {number.format(traps.total)} look-alikes (other storage, pack, colour or model year) merged;{' '}
          {number.format(traps.clustered)} stand in one cluster, for a person to tell apart.
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

function Figure({ share, name }: { share: Share; name: string }) {
  return (
    <p className="flex items-baseline gap-3 text-sm">
      <strong className="w-20 shrink-0 text-right text-xl font-semibold">{shareText(share)}</strong>
      <span>
        {name}{' '}
        <span className="text-muted">
          ({number.format(share.hit)} of {number.format(share.of)})
        </span>
      </span>
    </p>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  return (
    <p className="text-sm text-muted">
      {children}{' '}
      <Link href="/pipeline" className="text-accent underline">
        See the pipeline
      </Link>
    </p>
  );
}
