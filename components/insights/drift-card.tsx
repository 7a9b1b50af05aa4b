'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Badge, Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { DriftFeature, DriftView, DriftWindow } from '#server/insights/schema-drift.ts';
import { useDriftWords } from './drift-words.ts';

const tones = { steady: 'plain', watch: 'doubt', alarm: 'stop' } as const;

/** Do incoming products look like what the model in use has learnt from? */
export function DriftCard({ catalogId }: { catalogId: string }) {
  const t = useTranslations('insights.drift');
  const { moment } = useFormat();
  const { data, error } = useQuery({
    queryKey: ['drift', catalogId],
    queryFn: () => fetchJson<{ view: DriftView | null }>(`/api/insights/drift?catalog=${catalogId}`),
    refetchInterval: 60_000,
  });
  const view = data?.view ?? null;
  const windows = view?.report.windows ?? [];
  const alarms = windows.flatMap((window) => window.features.filter((one) => one.state === 'alarm'));
  return (
    <Card aria-labelledby="drift" className="lg:col-span-2">
      <h2 id="drift">{t('title')}</h2>
      <ErrorLine error={error} />
      {data && !view ? <p className="mt-1 text-sm text-muted">{t('notYet')}</p> : null}
      {view ? (
        <>
          <p className="mt-1 max-w-prose text-sm">
            {alarms.length > 0 ? (
              <Badge tone="stop">{t('alarms', { count: alarms.length })}</Badge>
            ) : (
              <Badge>{t('state.steady')}</Badge>
            )}{' '}
            {t('about', { rows: view.report.referenceRows, at: moment(view.madeAt) })}
          </p>
          {windows.length === 0 ? <p className="mt-2 text-sm text-muted">{t('none')}</p> : null}
          {windows.map((window) => (
            <Window key={`${window.kind}${window.key}`} window={window} />
          ))}
        </>
      ) : null}
    </Card>
  );
}

function Window({ window }: { window: DriftWindow }) {
  const t = useTranslations('insights.drift');
  const { fixed, percent, shortDay } = useFormat();
  const { featureName, binName } = useDriftWords();
  const inWords = (feature: DriftFeature): string => {
    const [first] = feature.moved;
    if (!first || feature.state === 'steady') return '–';
    const [before, now] = [percent.format(first.before), percent.format(first.now)];
    return t('change', { name: binName(feature, first), before, now });
  };
  const name =
    window.kind === 'import' ? t('import', { name: window.name }) : t('week', { day: shortDay(window.key) });
  const moved = window.features.filter((feature) => feature.state !== 'steady');
  return (
    <details className="mt-3 text-sm" open={moved.some((feature) => feature.state === 'alarm')}>
      <summary>
        {moved.length === 0
          ? t('windowSteady', { window: name, rows: window.rows })
          : t('windowMoved', {
              ...{ window: name, rows: window.rows },
              moved: moved.length,
              all: window.features.length,
            })}
      </summary>
      <FigureTable
        caption={t('caption')}
        head={[
          t('head.feature'),
          t('head.of'),
          t('head.state'),
          t('head.psi'),
          t('head.divergence'),
          t('head.chance'),
          t('head.moved'),
        ]}
        rows={[...window.features]
          .sort((a, b) => b.psi - a.psi)
          .map((feature) => [
            featureName(feature),
            t(feature.kind),
            <Badge key="state" tone={tones[feature.state]}>
              {t(`state.${feature.state}`)}
            </Badge>,
            fixed(feature.psi, 2),
            fixed(feature.divergence, 3),
            feature.p < 0.001 ? t('underChance') : percent.format(feature.p),
            inWords(feature),
          ])}
      />
      {moved.map((feature) => (
        <Examples key={feature.name} feature={feature} />
      ))}
    </details>
  );
}

function Examples({ feature }: { feature: DriftFeature }) {
  const t = useTranslations('insights.drift');
  const { featureName, binName } = useDriftWords();
  if (feature.examples.length === 0) return null;
  const grown = feature.moved.find((one) => one.now > one.before);
  const list = () =>
    feature.examples.map((example, at) => (
      <span key={example.productId}>
        {at > 0 ? ', ' : ''}
        <Link href={`/products/${example.productId}`} className="text-accent underline">
          {example.title}
        </Link>
      </span>
    ));
  return (
    <p className="mt-2">
      {grown
        ? t.rich('examplesOf', { feature: featureName(feature), bin: binName(feature, grown), list })
        : t.rich('examples', { feature: featureName(feature), list })}
    </p>
  );
}
