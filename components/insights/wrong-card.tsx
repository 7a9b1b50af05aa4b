import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { WrongTable } from '#components/wrong/wrong-table.tsx';
import type { WrongView } from '#server/insights/schema-wrong.ts';
import { Figure } from './figure.tsx';

const groupsShown = 6;

/** How many of the categories that sellers gave are wrong: the estimate, its interval and where they are. */
export function WrongCard({ catalogId }: { catalogId: string }) {
  const t = useTranslations('wrong');
  const { percent, moment } = useFormat();
  const { data, error } = useQuery({
    queryKey: ['wrong', catalogId],
    queryFn: () => fetchJson<{ view: WrongView | null }>(`/api/insights/wrong?catalog=${catalogId}`),
    refetchInterval: 60_000,
  });
  const report = data?.view?.report;
  return (
    <Card aria-labelledby="wrong" className="lg:col-span-2">
      <h2 id="wrong">{t('title')}</h2>
      <ErrorLine error={error} />
      {data && !report?.all ? <p className="mt-1 text-sm text-muted">{t('notYet')}</p> : null}
      {data?.view && report?.all ? (
        <>
          <Figure value={percent.format(report.all.share)} unit={t('unit')} />
          <p className="max-w-prose text-sm">
            {t('between', {
              low: percent.format(report.all.low),
              high: percent.format(report.all.high),
              rows: report.all.rows,
            })}{' '}
            <span className="text-muted">
              {t('basis', {
                decided: report.all.decided,
                wrong: report.all.wrong,
                doubted: report.all.doubted,
              })}{' '}
              {t('at', { at: moment(data.view.madeAt) })}
            </span>
          </p>
          <div className="grid grid-cols-1 gap-x-6 xl:grid-cols-2">
            <WrongTable kind="category" groups={report.categories} limit={groupsShown} />
            <WrongTable kind="seller" groups={report.sellers} limit={groupsShown} />
          </div>
          <p className="mt-2 flex flex-wrap gap-4 text-sm">
            <Link href="/taxonomy" className="text-accent underline">
              {t('allCategories')}
            </Link>
            <Link href="/sellers" className="text-accent underline">
              {t('allSellers')}
            </Link>
          </p>
        </>
      ) : null}
    </Card>
  );
}
