'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useLive } from '#components/desk/live.tsx';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { StageOverview } from '#server/jobs/schema.ts';
import { StageBar } from './stage-bar.tsx';

const refreshMs = 2000;

const placeOfWork: Partial<Record<StageOverview['name'], string>> = {
  'review-category': '/review/categories',
  'review-duplicates': '/review/duplicates',
  promote: '/training',
};

/** The flow with its counts. Everything that entered a stage stands in exactly one column. */
export function PipelineBoard() {
  const t = useTranslations('pipeline');
  const why = useWhy();
  const catalog = useCatalogOrNull();
  const key = ['pipeline', catalog?.catalogId];
  const pause = useLive('pipeline', key);
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () =>
      fetchJson<{ stages: StageOverview[] }>(`/api/pipeline?catalog=${catalog?.catalogId ?? ''}`),
    refetchInterval: () => pause(refreshMs),
    enabled: catalog !== null,
  });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {catalog ? null : (
        <EmptyState title={t('none')}>
          <Link href="/import" className="text-accent underline">
            {t('import')}
          </Link>
        </EmptyState>
      )}
      {error ? (
        <p role="alert" className="mb-3 text-sm text-stop">
          {t('failed', { why: why(error) })}
        </p>
      ) : null}
      {data && catalog ? <StageTable stages={data.stages} catalogId={catalog.catalogId} /> : null}
    </>
  );
}

const states = ['done', 'waiting', 'running', 'failed', 'notApplicable', 'total'] as const;

function StageTable({ stages, catalogId }: { stages: StageOverview[]; catalogId: string }) {
  const t = useTranslations('pipeline');
  return (
    <ScrollBox label={t('label')} className="rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="border-b border-line text-left text-muted">
          <tr>
            {(['stage', 'unit'] as const).map((name) => (
              <th key={name} scope="col" className="px-3 py-2 font-medium">
                {t(`columns.${name}`)}
              </th>
            ))}
            {states.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 text-right font-medium">
                {t(`columns.${name}`)}
              </th>
            ))}
            <th scope="col" className="px-3 py-2 font-medium">
              <span className="sr-only">{t('columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <StageRow key={stage.name} stage={stage} catalogId={catalogId} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function StageRow({ stage, catalogId }: { stage: StageOverview; catalogId: string }) {
  const t = useTranslations('pipeline');
  const { number } = useFormat();
  const place = placeOfWork[stage.name];
  const mayRetry = useMay('lead', 'ml');
  return (
    <tr className="border-b border-line align-top last:border-0" data-stage={stage.name}>
      <th scope="row" className="px-3 py-2 text-left font-medium">
        {place ? (
          <Link href={place} className="underline decoration-line underline-offset-4 hover:decoration-ink">
            {stage.name}
          </Link>
        ) : (
          stage.name
        )}{' '}
        {stage.by === 'person' ? <Badge tone="accent">{t('person')}</Badge> : null}
        <p className="mt-0.5 max-w-72 text-xs font-normal text-muted">
          {t(`writes.${stage.name}`)}
          {stage.wakes.length > 0 ? ` → ${stage.wakes.join(', ')}` : ''}
        </p>
        <StageBar stage={stage} />
      </th>
      <td className="px-3 py-2 text-muted">{t(`units.${stage.unit}`)}</td>
      {states.map((state) => (
        <td key={state} className={`px-3 py-2 text-right ${stage[state] === 0 ? 'text-muted' : ''}`}>
          {number.format(stage[state])}
        </td>
      ))}
      <td className="px-3 py-2">
        {stage.failed > 0 && mayRetry ? <RetryButton stage={stage.name} catalogId={catalogId} /> : null}
        {stage.reasons.map(({ reason, count }) => (
          <p key={reason} className="mt-1 max-w-80 text-xs text-muted">
            {number.format(count)} × {reason}
          </p>
        ))}
      </td>
    </tr>
  );
}

function RetryButton({ stage, catalogId }: { stage: string; catalogId: string }) {
  const t = useTranslations('pipeline');
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      fetchJson('/api/pipeline', { method: 'POST', body: JSON.stringify({ stage, catalogId }) }),
    onSettled: () => client.invalidateQueries({ queryKey: ['pipeline'] }),
  });
  return (
    <Button
      size="small"
      disabled={retry.isPending}
      onClick={() => retry.mutate()}
      aria-label={t('retryOf', { stage })}
    >
      {t('retry')}
    </Button>
  );
}
