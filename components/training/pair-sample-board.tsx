'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Badge, Card, EmptyState } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { PairSamplesView, PairSampleView } from '#server/training/schema-pair-sample.ts';
import { PairAccuracyTable } from './pair-accuracy.tsx';
import { PairSampleDraw } from './pair-sample-draw.tsx';
import { TrainingPage } from './training-page.tsx';

const drawingRefreshMs = 2000;
const idleRefreshMs = 10_000;

function State({ sample }: { sample: PairSampleView }) {
  const t = useTranslations('pairSample');
  const { asked, answered, waiting, dropped, state } = sample;
  const tone = state === 'closed' ? 'ok' : 'doubt';
  return (
    <Card aria-labelledby="pair-sample-state">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="pair-sample-state">{t('state', { answered, asked })}</h2>
        <Badge tone={tone}>{t(`states.${state}`)}</Badge>
      </div>
      {asked > 0 ? (
        <progress
          className="mt-2 h-2 w-full max-w-md"
          aria-label={t('progress')}
          value={answered}
          max={asked}
        />
      ) : null}
      <p className="mt-2 text-sm">
        {t.rich('waiting', {
          waiting,
          queue: (text) => (
            <Link href="/review/duplicates?reason=pair" className="text-accent underline">
              {text}
            </Link>
          ),
        })}
        {dropped > 0 ? ` ${t('dropped', { count: dropped })}` : ''}
      </p>
      {sample.isCurrentModel || state === 'drawing' ? null : (
        <p className="mt-2 text-sm text-doubt">{t('older', { model: sample.modelName ?? '–' })}</p>
      )}
      <PairAccuracyTable sample={sample} />
    </Card>
  );
}

/** Where the answers come from, and how many pairs each of them stands for. */
function Strata({ sample }: { sample: PairSampleView }) {
  const t = useTranslations('pairSample.strata');
  const { number, percent } = useFormat();
  if (sample.strata.length === 0) return null;
  return (
    <Card aria-labelledby="pair-sample-strata">
      <h2 id="pair-sample-strata">{t('title')}</h2>
      <p className="mt-1 max-w-prose text-sm text-muted">{t('hint')}</p>
      <FigureTable
        caption={t('caption')}
        label={t('title')}
        head={[t('name'), t('population'), t('asked'), t('answered'), t('same'), t('cantTell')]}
        rows={sample.strata.map((stratum) => [
          t(`names.${stratum.name}`),
          number.format(stratum.population),
          number.format(stratum.asked),
          number.format(stratum.answered),
          stratum.answered > stratum.cantTell
            ? t('share', {
                same: stratum.same,
                share: percent.format(stratum.same / (stratum.answered - stratum.cantTell)),
              })
            : '–',
          number.format(stratum.cantTell),
        ])}
      />
    </Card>
  );
}

function Earlier({ samples }: { samples: readonly PairSampleView[] }) {
  const t = useTranslations('pairSample.earlier');
  const { moment, percent } = useFormat();
  if (samples.length === 0) return null;
  return (
    <Card aria-labelledby="pair-sample-earlier">
      <h2 id="pair-sample-earlier">{t('title')}</h2>
      <ul className="mt-2 text-sm">
        {samples.map(({ id, at, by, answered, asked, modelName, proposed }) => (
          <li key={id}>
            {t('line', { at: moment(at), by, answered, asked, model: modelName ?? '–' })}{' '}
            {proposed
              ? t('figures', {
                  precision: percent.format(proposed.precision.value),
                  recall: percent.format(proposed.recall.value),
                })
              : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PairSamplePage({ catalogId }: { catalogId: string }) {
  const t = useTranslations('pairSample');
  const may = useMay('lead', 'ml');
  const { data, error, refetch } = useQuery({
    queryKey: ['pair-sample', catalogId],
    queryFn: () => fetchJson<PairSamplesView>(`/api/training/pair-sample?catalog=${catalogId}`),
    refetchInterval: (query) =>
      query.state.data?.samples[0]?.state === 'drawing' ? drawingRefreshMs : idleRefreshMs,
  });
  const [latest, ...earlier] = data?.samples ?? [];
  return (
    <TrainingPage title={t('title')} lead={t('lead')} runs={t('runs')} error={error}>
      {latest ? <State sample={latest} /> : null}
      {may && data ? (
        <PairSampleDraw
          catalogId={catalogId}
          isOpen={latest !== undefined && latest.state !== 'closed'}
          onChange={() => void refetch()}
        />
      ) : null}
      {latest ? <Strata sample={latest} /> : null}
      <Earlier samples={earlier} />
    </TrainingPage>
  );
}

/** Duplicates, measured: precision and recall by pairs that chance drew and people judged blind. */
export function PairSampleBoard() {
  const t = useTranslations('pairSample');
  const pages = useTranslations('pages');
  const catalog = useCatalogOrNull();
  if (!catalog)
    return (
      <EmptyState href="/import" title={pages('noCatalog')}>
        {t('importFirst')}
      </EmptyState>
    );
  return <PairSamplePage catalogId={catalog.catalogId} />;
}
