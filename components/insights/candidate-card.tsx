'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { CandidateFigures } from '#server/duplicates/schema-candidates.ts';
import { Figure } from './figure.tsx';

/** Does the search for duplicates look at enough pairs, and not at too many? */
export function CandidateCard({ catalogId }: { catalogId: string }) {
  const t = useTranslations('insights.candidates');
  const { data, error } = useQuery({
    queryKey: ['candidates', catalogId],
    queryFn: () =>
      fetchJson<{ figures: CandidateFigures | null }>(`/api/insights/candidates?catalog=${catalogId}`),
    staleTime: 300_000,
  });
  const figures = data?.figures ?? null;
  return (
    <Card aria-labelledby="candidates" className="lg:col-span-2">
      <h2 id="candidates">{t('title')}</h2>
      <ErrorLine error={error} />
      {figures && figures.pairs === 0 ? <p className="mt-1 text-sm text-muted">{t('none')}</p> : null}
      {figures && figures.pairs > 0 ? <Found figures={figures} /> : null}
    </Card>
  );
}

function Found({ figures }: { figures: CandidateFigures }) {
  const t = useTranslations('insights.candidates');
  const none = useTranslations('pages');
  const { number, tenths, percent } = useFormat();
  const { listings, pairs, mostPairs, sources, blocks, recall } = figures;
  return (
    <>
      <Figure
        value={tenths.format(pairs / Math.max(1, listings))}
        unit={mostPairs === null ? t('unit', { pairs }) : t('unitMost', { pairs, most: mostPairs })}
      />
      <div className="grid grid-cols-1 gap-x-6 lg:grid-cols-2">
        <FigureTable
          caption={t('bySource')}
          head={[t('head.source'), t('head.pairs'), t('head.alone')]}
          rows={sources
            .filter((source) => source.pairs > 0)
            .map((source) => [
              t(`source.${source.source}`),
              number.format(source.pairs),
              number.format(source.alone),
            ])}
        />
        <FigureTable
          caption={t('known')}
          head={[t('head.because'), t('head.found'), t('head.share')]}
          rows={recall.map(({ known, found, of }) => [
            t(`because.${known}`),
            of === 0 ? t('noneKnown') : t('foundOf', { found, of }),
            of === 0 ? '–' : percent.format(found / of),
          ])}
        />
        <FigureTable
          caption={t('byCategory')}
          head={[t('head.category'), t('head.listings'), t('head.pairs'), t('head.perListing')]}
          rows={blocks.map((block) => [
            block.category ?? none('noCategory'),
            number.format(block.listings),
            number.format(block.pairs),
            tenths.format(block.pairs / block.listings),
          ])}
        />
      </div>
    </>
  );
}
