'use client';
import type { ReactNode } from 'react';
import { moment } from '#components/format.ts';
import { number } from '#components/insights/figure.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import type { Portrait, PortraitView } from '#server/portrait/schema.ts';
import { usePortrait } from './use-portrait.ts';

function whenOf({ portrait, drawnAt, seconds }: PortraitView): string {
  if (!portrait || !drawnAt) return '';
  const sample =
    portrait.read < portrait.products
      ? `a stable sample of ${number.format(portrait.read)} of ${number.format(portrait.products)} products`
      : `${number.format(portrait.products)} products`;
  return `Drawn ${moment(drawnAt)} from ${sample} in ${number.format(seconds ?? 0)} s.`;
}

/** A page about the portrait: who may see it, whether there is one, and the button that has a new one drawn. */
export function PortraitFrame({
  title,
  lead,
  children,
}: {
  title: string;
  /** What the page is for, where nothing is drawn yet. */
  lead: string;
  children: (portrait: Portrait) => ReactNode;
}) {
  const { catalog, may, data, problem, isComing, ask } = usePortrait();
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
  const portrait = data?.portrait ?? null;
  return (
    <>
      <PageHeader
        title={title}
        lead={data && portrait ? whenOf(data) : lead}
        actions={
          <Button look={portrait ? undefined : 'primary'} disabled={isComing || !data} onClick={ask}>
            {isComing ? 'Drawing …' : portrait ? 'Draw anew' : 'Draw the portrait'}
          </Button>
        }
      />
      {problem ? (
        <p role="alert" className="mb-4 text-sm text-stop">
          {problem.message}
        </p>
      ) : null}
      {data?.state === 'failed' ? (
        <p role="alert" className="mb-4 text-sm text-stop">
          It could not be drawn: {data.failure}
        </p>
      ) : null}
      {isComing && !portrait ? (
        <p role="status" className="text-sm text-muted">
          The worker reads every listing once; a few seconds for ten thousand products.
        </p>
      ) : null}
      {data?.state === 'none' && !isComing ? (
        <EmptyState title="Not drawn yet">Drawing reads every listing once and changes nothing.</EmptyState>
      ) : null}
      {portrait ? <div className="grid min-w-0 gap-4">{children(portrait)}</div> : null}
    </>
  );
}
