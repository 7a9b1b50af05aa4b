'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Badge, EmptyState, PageHeader } from '#components/ui/card.tsx';
import type { RunView } from '#server/training/schema.ts';
import type { Comparison } from '#server/training/schema-compare.ts';
import { ComparisonGrid, Slower } from './comparison-grid.tsx';
import { Confusions, Differing } from './comparison-lists.tsx';
import { Categories, Slices } from './comparison-slices.tsx';
import { Promotion } from './promotion.tsx';
import { ShadowCard } from './shadow-card.tsx';

/** A run's model beside the active one, with everything that a person wants to know before promoting it. */
export function ComparisonBoard({ run }: { run: RunView }) {
  const t = useTranslations('comparison');
  const why = useWhy();
  const { moment } = useFormat();
  const [further, setFurther] = useState<string[]>([]);
  const { data, error, refetch } = useQuery({
    queryKey: ['comparison', run.modelVersionId, further],
    queryFn: () =>
      fetchJson<Comparison>(
        `/api/training/compare?candidate=${run.modelVersionId}&further=${further.join(',')}`,
      ),
    enabled: run.modelVersionId !== null && run.kind === 'categorizer',
    placeholderData: (before) => before,
  });
  return (
    <>
      <PageHeader
        title={t('title', { at: moment(run.createdAt) })}
        lead={t(run.isActive ? 'inUse' : 'lead')}
        actions={
          <>
            {run.modelVersionId ? (
              <Link href={`/training/models/${run.modelVersionId}`} className="text-sm text-accent underline">
                {t('card')}
              </Link>
            ) : null}
            <Link href="/training" className="text-sm text-accent underline">
              {t('runs')}
            </Link>
          </>
        }
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {t('failed', { reason: why(error) })}
        </p>
      ) : null}
      {run.modelVersionId === null ? (
        <EmptyState title={t('noModel')}>{t('noModelHint', { reason: run.failure ?? run.state })}</EmptyState>
      ) : null}
      {data ? (
        <div className="grid grid-cols-1 gap-5">
          <Basis comparison={data} />
          <ComparisonGrid comparison={data} further={further} onFurther={setFurther} />
          {run.isActive ? null : <Slower models={data.models} />}
          {run.evaluation && !run.isActive ? <Promotion run={run} onChange={() => void refetch()} /> : null}
          {run.modelVersionId && !run.isActive ? (
            <ShadowCard
              shadow={data.shadow}
              modelVersionId={run.modelVersionId}
              onChange={() => void refetch()}
            />
          ) : null}
          <Differing comparison={data} />
          <Confusions comparison={data} />
          <Categories comparison={data} />
          <Slices comparison={data} />
        </div>
      ) : null}
    </>
  );
}

function Basis({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison');
  const { golden, rows, basis } = comparison;
  if (basis === 'golden')
    return (
      <p className="max-w-prose text-sm">
        <Badge tone="ok">{t('golden')}</Badge> {t('goldenBasis', { rows })}
      </p>
    );
  return (
    <p className="max-w-prose text-sm">
      <Badge tone="doubt">{t('provisional')}</Badge>{' '}
      {t.rich('givenBasis', {
        rows,
        ...golden,
        golden: (text) => (
          <Link href="/training/golden" className="text-accent underline">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
