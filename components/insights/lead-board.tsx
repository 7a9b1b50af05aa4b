'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useReasonWords } from '#components/language/use-reason.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Select } from '#components/ui/field.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { Forecast, Insights } from '#server/insights/schema.ts';
import { CandidateCard } from './candidate-card.tsx';
import { Corrections } from './corrections.tsx';
import { DayBars } from './day-bars.tsx';
import { DriftCard } from './drift-card.tsx';
import { Figure, useDuration } from './figure.tsx';
import { WrongCard } from './wrong-card.tsx';

const periods = [7, 14, 30, 90];
const queues = ['categories', 'duplicates'] as const;
const kinds = ['category', 'pair', 'cluster'] as const;
/** Queues and kinds in words; one that has none as it is called. */
function useNames() {
  const t = useTranslations('insights');
  return {
    queueName: (queue: string): string => {
      const known = queues.find((one) => one === queue);
      return known ? t(`queue.${known}`) : queue;
    },
    kindName: (kind: string): string => {
      const known = kinds.find((one) => one === kind);
      return known ? t(`kind.${known}`) : kind;
    },
  };
}

/** One question a panel: the figure first, then what it is made of, with the way to the items. */
export function LeadBoard() {
  const t = useTranslations('insights');
  const none = useTranslations('pages');
  const why = useWhy();
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const [days, setDays] = useQueryState('days', parseAsInteger.withDefault(14));
  const { data, error, isLoading } = useQuery({
    queryKey: ['insights', catalog?.catalogId, days],
    queryFn: () => fetchJson<Insights>(`/api/insights?catalog=${catalog?.catalogId}&days=${days}`),
    enabled: catalog !== null && may,
    refetchInterval: 60_000,
  });
  if (!may) return <EmptyState title={t('forLeads')}>{t('forLeadsWhy')}</EmptyState>;
  if (!catalog)
    return (
      <EmptyState href="/import" title={none('noCatalog')}>
        {t('noCatalogHint')}
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Field label={t('period')}>
            <Select value={days} onChange={(event) => void setDays(Number(event.target.value))}>
              {periods.map((period) => (
                <option key={period} value={period}>
                  {t('lastDays', { days: period })}
                </option>
              ))}
            </Select>
          </Field>
        }
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {t('unreadable', { why: why(error) })}
        </p>
      ) : null}
      {isLoading ? <p className="text-sm text-muted">{t('counting')}</p> : null}
      {data ? (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
          {/* Two columns, each as long as its panels: side by side in rows they would leave holes. */}
          <div className="grid gap-5">
            <Throughput insights={data} days={days} />
            <Coverage insights={data} />
            <Proposals insights={data} />
          </div>
          <div className="grid gap-5">
            <Queues insights={data} />
            <Agreement insights={data} />
          </div>
          <WrongCard catalogId={catalog.catalogId} />
          <Corrections corrections={data.corrections} />
          <DriftCard catalogId={catalog.catalogId} />
          <CandidateCard catalogId={catalog.catalogId} />
          <People insights={data} />
        </div>
      ) : null}
    </>
  );
}

function Throughput({ insights, days }: { insights: Insights; days: number }) {
  const t = useTranslations('insights.throughput');
  const { number } = useFormat();
  const { seconds } = useDuration();
  const { kindName } = useNames();
  const total = insights.days.reduce((sum, day) => sum + day.category + day.duplicate, 0);
  const undone = insights.days.reduce((sum, day) => sum + day.undone, 0);
  return (
    <Card aria-labelledby="throughput">
      <h2 id="throughput">{t('title')}</h2>
      <Figure value={number.format(total)} unit={t('unit', { days })} />
      {undone > 0 ? <p className="text-sm text-muted">{t('undone', { count: undone })}</p> : null}
      <DayBars days={insights.days} />
      <FigureTable
        caption={t('caption')}
        head={[t('head.kind'), t('head.decisions'), t('head.median'), t('head.p90')]}
        rows={insights.pace.map((pace) => [
          kindName(pace.kind),
          number.format(pace.decisions),
          seconds(pace.medianSeconds),
          seconds(pace.p90Seconds),
        ])}
      />
    </Card>
  );
}

function Queues({ insights }: { insights: Insights }) {
  const t = useTranslations('insights.queues');
  const all = useTranslations('insights');
  const { number, tenths } = useFormat();
  const { hours } = useDuration();
  const { queueName } = useNames();
  const reasonName = useReasonWords();
  const open = insights.forecasts.reduce((sum, queue) => sum + queue.open, 0);
  const emptyIn = (daysLeft: Forecast['daysLeft']): string => {
    if (daysLeft === 'unknown') return t('tooEarly');
    return daysLeft === null ? t('never') : all('days', { count: Math.ceil(daysLeft) });
  };
  return (
    <Card aria-labelledby="queues">
      <h2 id="queues">{t('title')}</h2>
      <Figure value={number.format(open)} unit={t('unit')} />
      <FigureTable
        caption={t('caption')}
        head={[t('head.queue'), t('head.waiting'), t('head.arrived'), t('head.decided'), t('head.emptyIn')]}
        rows={insights.forecasts.map((queue) => [
          <Link key="name" href={`/review/${queue.queue}`} className="text-accent underline">
            {queueName(queue.queue)}
          </Link>,
          number.format(queue.open),
          queue.arrived === null ? '–' : tenths.format(queue.arrived),
          queue.decided === null ? '–' : tenths.format(queue.decided),
          emptyIn(queue.daysLeft),
        ])}
      />
      <FigureTable
        caption={t('reasonCaption')}
        head={[
          t('head.why'),
          t('head.open'),
          t('head.withPeople'),
          t('head.escalated'),
          t('head.medianAge'),
          t('head.oldest'),
        ]}
        rows={insights.queues.map((queue) => [
          <Link
            key="why"
            href={`/review/${queue.queue}?reason=${queue.reason}`}
            prefetch={false}
            className="text-accent underline"
          >
            {all('queueReason', { queue: queueName(queue.queue), reason: reasonName(queue.reason) })}
          </Link>,
          number.format(queue.open),
          number.format(queue.withPeople),
          number.format(queue.escalated),
          hours(queue.medianAgeHours),
          hours(queue.oldestAgeHours),
        ])}
      />
    </Card>
  );
}

function Coverage({ insights }: { insights: Insights }) {
  const t = useTranslations('insights.coverage');
  const { number, percent } = useFormat();
  const { products, decided, accepted, given, none, records } = insights.coverage;
  const share = (count: number): string => percent.format(products === 0 ? 0 : count / products);
  return (
    <Card aria-labelledby="coverage">
      <h2 id="coverage">{t('title')}</h2>
      <Figure value={share(decided + accepted)} unit={t('unit')} />
      <FigureTable
        caption={t('caption')}
        head={[t('head.by'), t('head.listings'), t('head.share')]}
        rows={[
          [
            <Products key="d" source="decision" name={t('decision')} />,
            number.format(decided),
            share(decided),
          ],
          [
            <Products key="a" source="accepted" name={t('accepted')} />,
            number.format(accepted),
            share(accepted),
          ],
          [<Products key="g" source="given" name={t('given')} />, number.format(given), share(given)],
          [<Products key="n" source="none" name={t('none')} />, number.format(none), share(none)],
        ]}
      />
      <p className="mt-2 text-sm text-muted">
        {t('records', { listings: products, records })}{' '}
        <Link href="/acceptance" className="text-accent underline">
          {t('acceptance')}
        </Link>
      </p>
    </Card>
  );
}

function Products({ source, name }: { source: string; name: string }) {
  return (
    <Link href={`/products?source=${source}`} className="text-accent underline">
      {name}
    </Link>
  );
}

function Agreement({ insights }: { insights: Insights }) {
  const t = useTranslations('insights.agreement');
  const { fixed } = useFormat();
  const { category, pair, things } = insights.alpha;
  const alpha = (value: number | null): string => (value === null ? t('unknown') : fixed(value, 2));
  return (
    <Card aria-labelledby="agreement">
      <h2 id="agreement">{t('title')}</h2>
      {things === 0 ? (
        <p className="my-2 text-sm text-muted">
          {t.rich('none', {
            link: (text) => (
              <Link href="/settings/review" className="text-accent underline">
                {text}
              </Link>
            ),
          })}
        </p>
      ) : (
        <>
          <Figure value={alpha(category)} unit={t('unit')} />
          <p className="text-sm text-muted">{t('pairs', { alpha: alpha(pair), count: things })}</p>
        </>
      )}
      <p className="mt-2 text-sm">
        <Link href="/labels?state=disputed" className="text-accent underline">
          {t('disputed')}
        </Link>
      </p>
    </Card>
  );
}

function Proposals({ insights }: { insights: Insights }) {
  const t = useTranslations('insights.proposals');
  const { number, percent } = useFormat();
  const reasonName = useReasonWords();
  const taken = insights.proposals.reduce((sum, row) => sum + row.shownTaken + row.blindTaken, 0);
  const decided = insights.proposals.reduce((sum, row) => sum + row.decided, 0);
  const share = (hits: number, count: number): string => (count === 0 ? '–' : percent.format(hits / count));
  return (
    <Card aria-labelledby="proposals">
      <h2 id="proposals">{t('title')}</h2>
      <Figure value={share(taken, decided)} unit={t('unit')} />
      <FigureTable
        caption={t('caption')}
        head={[t('head.why'), t('head.decided'), t('head.shown'), t('head.blind')]}
        rows={insights.proposals.map((row) => [
          reasonName(row.reason),
          number.format(row.decided),
          share(row.shownTaken, row.shown),
          share(row.blindTaken, row.blind),
        ])}
      />
      <p className="mt-2 text-sm text-muted">
        {t('warning')}{' '}
        {insights.activeRunId ? (
          <Link href={`/training/${insights.activeRunId}`} className="text-accent underline">
            {t('confusions')}
          </Link>
        ) : null}
      </p>
    </Card>
  );
}

function People({ insights }: { insights: Insights }) {
  const t = useTranslations('insights.people');
  const { number, percent } = useFormat();
  const { seconds, hours } = useDuration();
  const total = insights.people.reduce((sum, person) => sum + person.hours, 0);
  return (
    <Card aria-labelledby="people" className="lg:col-span-2">
      <h2 id="people">{t('title')}</h2>
      <Figure value={hours(total)} unit={t('unit', { count: insights.people.length })} />
      <FigureTable
        caption={t('caption')}
        head={[
          t('head.person'),
          t('head.decisions'),
          t('head.hours'),
          t('head.median'),
          t('head.shared'),
          t('head.agreed'),
          t('head.gold'),
          t('head.undone'),
        ]}
        rows={insights.people.map((person) => [
          <Link
            key="name"
            href={`/labels?by=${encodeURIComponent(person.id)}`}
            prefetch={false}
            className="text-accent underline"
          >
            {person.name}
          </Link>,
          number.format(person.decisions),
          hours(person.hours),
          seconds(person.medianSeconds),
          number.format(person.shared),
          person.shared === 0 ? '–' : percent.format(person.agreed / person.shared),
          person.gold === 0 ? (
            '–'
          ) : (
            <>
              {percent.format(person.goldRight / person.gold)}{' '}
              <span className="text-xs text-muted">{t('ofKnown', { count: person.gold })}</span>
            </>
          ),
          number.format(person.undone),
        ])}
      />
    </Card>
  );
}
