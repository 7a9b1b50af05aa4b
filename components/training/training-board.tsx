'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#components/desk/live.tsx';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { isOpen } from '#components/ui/work-state.tsx';
import type { RunView, TrainedKind } from '#server/training/schema.ts';
import { GoldenDraw } from './golden-draw.tsx';
import { RunCard } from './run-card.tsx';

const busyRefreshMs = 1000;
const idleRefreshMs = 10_000;

/** Runs of the catalog, newest first: progress while they run, then their measures beside the active model's. */
export function TrainingBoard() {
  const t = useTranslations('training.board');
  const pairs = useTranslations('pairSample');
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const key = ['training', catalog?.catalogId];
  const [isLong, setIsLong] = useState(false);
  const pause = useLive('training', key);
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ runs: RunView[] }>(`/api/training?catalog=${catalog?.catalogId ?? ''}`),
    enabled: catalog !== null,
    refetchInterval: (query) => pause(query.state.data?.runs.some(isOpen) ? busyRefreshMs : idleRefreshMs),
  });
  const start = useMutation({
    mutationFn: (kind: TrainedKind) =>
      fetchJson('/api/training', {
        method: 'POST',
        body: JSON.stringify({
          ...{ catalogId: catalog?.catalogId, kind },
          schedule: isLong ? 'plateau' : 'visits',
        }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const problem = error ?? start.error;
  const runs = data?.runs ?? [];
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          catalog && may ? (
            <span className="flex flex-wrap gap-x-4">
              <GoldenDraw catalogId={catalog.catalogId} />
              <Link href="/training/pairs" className="min-h-6 text-sm text-accent underline">
                {pairs('link')}
              </Link>
            </span>
          ) : null
        }
      />
      {catalog && may ? (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <Button
            look="primary"
            onClick={() => start.mutate('categorizer')}
            disabled={start.isPending || runs.some(isOpen)}
          >
            {t('train')}
          </Button>
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" checked={isLong} onChange={(event) => setIsLong(event.target.checked)} />
            {t('long')}
          </label>
          <Button
            onClick={() => start.mutate('pair-matcher')}
            disabled={start.isPending || runs.some(isOpen)}
          >
            {t('trainMatcher')}
          </Button>
          <Button onClick={() => start.mutate('pair-filter')} disabled={start.isPending || runs.some(isOpen)}>
            {t('trainFilter')}
          </Button>
        </div>
      ) : null}
      <ErrorLine error={problem} className="mb-3" />
      {runs.length === 0 ? <EmptyState title={t('none')}>{t('noneHint')}</EmptyState> : null}
      <ol className="grid grid-cols-1 gap-4">
        {runs.map((run) => (
          <li key={run.id}>
            <RunCard run={run} onChange={() => queries.invalidateQueries({ queryKey: key })} />
          </li>
        ))}
      </ol>
    </>
  );
}
