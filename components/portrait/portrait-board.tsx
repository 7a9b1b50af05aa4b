'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '#components/desk/live.tsx';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { number } from '#components/insights/figure.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import type { PortraitView } from '#server/portrait/schema.ts';
import { GroupTable } from './group-table.tsx';
import { PortraitFigures } from './portrait-figures.tsx';
import { RiskList } from './risk-list.tsx';

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

function whenOf({ portrait, drawnAt, seconds }: PortraitView): string {
  if (!portrait || !drawnAt) return '';
  const sample =
    portrait.read < portrait.products
      ? `a stable sample of ${number.format(portrait.read)} of ${number.format(portrait.products)} products`
      : `${number.format(portrait.products)} products`;
  return `Drawn ${moment.format(new Date(drawnAt))} from ${sample} in ${number.format(seconds ?? 0)} s.`;
}

/** What the catalog's data is like, and what of it is likely to hurt. Drawn by the worker when asked. */
export function PortraitBoard() {
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const key = ['portrait', catalog?.catalogId];
  const pause = useLive('pipeline', key);
  const address = `/api/insights/catalog?catalog=${catalog?.catalogId}`;
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<PortraitView>(address),
    enabled: catalog !== null && may,
    refetchInterval: (query) => (query.state.data?.state === 'asked' ? pause(1500) : false),
  });
  const ask = useMutation({
    mutationFn: () => fetchJson(address, { method: 'POST' }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  if (!may)
    return (
      <EmptyState isPage title="For leads">
        Leads and engineers can see these figures.
      </EmptyState>
    );
  if (!catalog)
    return (
      <EmptyState isPage title="No catalog yet">
        Import one first.
      </EmptyState>
    );
  const isComing = data?.state === 'asked' || ask.isPending;
  return (
    <>
      <PageHeader
        title="The data"
        lead={
          data?.portrait ? whenOf(data) : 'What is there, what is missing, and what of it is likely to hurt.'
        }
        actions={
          <Button
            look={data?.portrait ? undefined : 'primary'}
            disabled={isComing || !data}
            onClick={() => ask.mutate()}
          >
            {isComing ? 'Drawing …' : data?.portrait ? 'Draw anew' : 'Draw the portrait'}
          </Button>
        }
      />
      {error || ask.error ? (
        <p role="alert" className="mb-4 text-sm text-stop">
          {(error ?? ask.error)?.message}
        </p>
      ) : null}
      {data?.state === 'failed' ? (
        <p role="alert" className="mb-4 text-sm text-stop">
          It could not be drawn: {data.failure}
        </p>
      ) : null}
      {isComing && !data?.portrait ? (
        <p role="status" className="text-sm text-muted">
          The worker reads every listing once; a few seconds for ten thousand products.
        </p>
      ) : null}
      {data && !data.portrait && !isComing && data.state === 'none' ? (
        <EmptyState title="Not drawn yet">Drawing reads every listing once and changes nothing.</EmptyState>
      ) : null}
      {data?.portrait ? (
        <div className="grid min-w-0 gap-4">
          <RiskList risks={data.portrait.risks} />
          <PortraitFigures portrait={data.portrait} />
          <GroupTable portrait={data.portrait} />
        </div>
      ) : null}
    </>
  );
}
