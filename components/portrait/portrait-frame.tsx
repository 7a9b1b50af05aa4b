'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import type { Portrait, PortraitView } from '#server/portrait/schema.ts';
import { usePortrait } from './use-portrait.ts';

function useWhen(): (view: PortraitView) => string {
  const t = useTranslations('portrait.frame');
  const { moment, tenths } = useFormat();
  return ({ portrait, drawnAt, seconds }) => {
    if (!portrait || !drawnAt) return '';
    const { read, products: count } = portrait;
    const values = { at: moment(drawnAt), seconds: tenths.format(seconds ?? 0), count };
    return read < count ? t('drawnSample', { ...values, read }) : t('drawn', values);
  };
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
  const t = useTranslations('portrait.frame');
  const pages = useTranslations('pages');
  const whenOf = useWhen();
  const { catalog, may, data, problem, isComing, ask } = usePortrait();
  if (!may)
    return (
      <EmptyState isPage title={t('forLeads')}>
        {t('hint')}
      </EmptyState>
    );
  if (!catalog)
    return (
      <EmptyState isPage href="/import" title={pages('noCatalog')}>
        {pages('importOne')}
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
            {t(isComing ? 'drawing' : portrait ? 'anew' : 'draw')}
          </Button>
        }
      />
      <ErrorLine error={problem} className="mb-4" />
      {data?.state === 'failed' ? (
        <p role="alert" className="mb-4 text-sm text-stop">
          {t('failed', { why: data.failure ?? '–' })}
        </p>
      ) : null}
      {isComing && !portrait ? (
        <p role="status" className="text-sm text-muted">
          {t('coming')}
        </p>
      ) : null}
      {data?.state === 'none' && !isComing ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : null}
      {portrait ? <div className="grid min-w-0 gap-4">{children(portrait)}</div> : null}
    </>
  );
}
