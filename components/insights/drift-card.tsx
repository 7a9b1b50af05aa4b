'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { fetchJson } from '#components/fetch-json.ts';
import { moment, percent } from '#components/format.ts';
import { Badge, Card } from '#components/ui/card.tsx';
import type { DriftFeature, DriftView, DriftWindow } from '#server/insights/schema-drift.ts';
import { FigureTable, number } from './figure.tsx';

const words = { steady: 'steady', watch: 'moved a little', alarm: 'alarm' } as const;
const tones = { steady: 'plain', watch: 'doubt', alarm: 'stop' } as const;

/** Do incoming products look like what the model in use has learnt from? */
export function DriftCard({ catalogId }: { catalogId: string }) {
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
      <h2 id="drift">Do new products look like what the model knows?</h2>
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {error.message}
        </p>
      ) : null}
      {data && !view ? (
        <p className="mt-1 text-sm text-muted">
          Not looked at yet: the watch begins some minutes after a model that was trained here is put to use.
        </p>
      ) : null}
      {view ? (
        <>
          <p className="mt-1 max-w-prose text-sm">
            {alarms.length > 0 ? <Badge tone="stop">{alarms.length} alarms</Badge> : <Badge>steady</Badge>}{' '}
            Weeks and imports since the model in use was trained, against{' '}
            {number.format(view.report.referenceRows)} of its training products; looked at{' '}
            {moment(view.madeAt)}. An alarm is a change that chance does not explain (bootstrapped
            Jensen–Shannon divergence, 1 % a window) and that matters (population stability index of .25 and
            over).
          </p>
          {windows.length === 0 ? (
            <p className="mt-2 text-sm text-muted">No 50 new products came at once since then.</p>
          ) : null}
          {windows.map((window) => (
            <Window key={`${window.kind}${window.key}`} window={window} />
          ))}
        </>
      ) : null}
    </Card>
  );
}

function Window({ window }: { window: DriftWindow }) {
  const moved = window.features.filter((feature) => feature.state !== 'steady');
  return (
    <details className="mt-3 text-sm" open={moved.some((feature) => feature.state === 'alarm')}>
      <summary>
        {window.kind === 'import' ? `Import of ${window.name}` : window.name}: {number.format(window.rows)}{' '}
        products, {moved.length === 0 ? 'steady' : `${moved.length} of ${window.features.length} moved`}
      </summary>
      <FigureTable
        caption="Watched features, the most moved first"
        head={[
          'Feature',
          'Of',
          'State',
          'Stability index',
          'Divergence, bits',
          'By chance',
          'What moved most',
        ]}
        rows={[...window.features]
          .sort((a, b) => b.psi - a.psi)
          .map((feature) => [
            feature.name,
            feature.kind === 'input' ? 'products' : 'answers',
            <Badge key="state" tone={tones[feature.state]}>
              {words[feature.state]}
            </Badge>,
            feature.psi.toFixed(2),
            feature.divergence.toFixed(3),
            feature.p < 0.001 ? 'under .1 %' : percent.format(feature.p),
            inWords(feature),
          ])}
      />
      {moved.map((feature) => (
        <Examples key={feature.name} feature={feature} />
      ))}
    </details>
  );
}

function inWords({ moved, state }: DriftFeature): string {
  const [first] = moved;
  if (!first || state === 'steady') return '–';
  return `${first.name}: ${percent.format(first.before)} → ${percent.format(first.now)}`;
}

function Examples({ feature }: { feature: DriftFeature }) {
  if (feature.examples.length === 0) return null;
  const grown = feature.moved.find((one) => one.now > one.before);
  return (
    <p className="mt-2">
      {feature.name}
      {grown ? `, ${grown.name}` : ''}:{' '}
      {feature.examples.map((example, at) => (
        <span key={example.productId}>
          {at > 0 ? ', ' : ''}
          <Link href={`/products/${example.productId}`} className="text-accent underline">
            {example.title}
          </Link>
        </span>
      ))}
    </p>
  );
}
