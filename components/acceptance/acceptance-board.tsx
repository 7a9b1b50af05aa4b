'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Figure } from '#components/insights/figure.tsx';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Badge, Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { AcceptanceView, PolicyView, StratumView } from '#server/acceptance/schema.ts';
import type { Queue } from '#server/review/schema.ts';
import { AcceptedList } from './accepted-list.tsx';
import { PolicySwitch } from './policy-switch.tsx';

/** Flawless audits that a promise of 98 % needs under a bound that holds at every moment; fewer prove nothing. */
const auditsMin = 200;

const auditsAt: Record<Queue, string> = {
  categories: '/review/categories',
  duplicates: '/review/duplicates?reason=pair',
};

/** What runs without people in one queue: what it promises, what it has proven, what it saved, and the switch. */
export function AcceptanceBoard({ queue }: { queue: Queue }) {
  const t = useTranslations('acceptance');
  const pages = useTranslations('pages');
  const why = useWhy();
  const catalog = useCatalogOrNull();
  const may = useMay('lead');
  const client = useQueryClient();
  const key = ['acceptance', catalog?.catalogId, queue];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<AcceptanceView>(`/api/acceptance?catalog=${catalog?.catalogId}&queue=${queue}`),
    enabled: catalog !== null,
    refetchInterval: 10_000,
  });
  if (!catalog)
    return (
      <EmptyState href="/import" title={pages('noCatalog')}>
        {t('noCatalogHint')}
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t(queue === 'duplicates' ? 'duplicates.lead' : 'lead')}
        actions={<QueueLinks queue={queue} />}
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {t('unreadable', { why: why(error) })}
        </p>
      ) : null}
      {data ? (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="space-y-5">
            <Standing queue={queue} view={data} />
            <Strata queue={queue} strata={data.strata} />
            {data.policy ? <AcceptedList catalogId={catalog.catalogId} queue={queue} /> : null}
          </div>
          <div className="space-y-5">
            {may ? (
              <PolicySwitch
                catalogId={catalog.catalogId}
                queue={queue}
                view={data}
                onChange={() => void client.invalidateQueries({ queryKey: key })}
              />
            ) : null}
            <History history={data.history} />
          </div>
        </div>
      ) : null}
    </>
  );
}

/** From one queue's acceptance to the other's. */
function QueueLinks({ queue }: { queue: Queue }) {
  const t = useTranslations('acceptance.of');
  return (
    <nav aria-label={t('label')} className="flex gap-3 text-sm">
      {(['categories', 'duplicates'] as const).map((one) => (
        <Link
          key={one}
          href={one === 'duplicates' ? '/acceptance/duplicates' : '/acceptance'}
          aria-current={one === queue ? 'page' : undefined}
          className={one === queue ? 'font-medium' : 'text-accent underline'}
        >
          {t(one)}
        </Link>
      ))}
    </nav>
  );
}

function Standing({ queue, view }: { queue: Queue; view: AcceptanceView }) {
  const t = useTranslations('acceptance');
  const { number, fixed } = useFormat();
  const { policy } = view;
  return (
    <Card>
      <div className="flex items-baseline justify-between gap-3">
        <h2>{t('standing.title')}</h2>
        <Badge tone={policy?.state === 'on' ? 'ok' : policy?.state === 'closed' ? 'stop' : 'plain'}>
          {policy ? t(`state.${policy.state}`) : t('standing.never')}
        </Badge>
      </div>
      <Figure
        value={number.format(view.accepted)}
        unit={t(queue === 'duplicates' ? 'duplicates.unit' : 'standing.unit')}
      />
      <p className="text-sm text-muted">
        {view.savedHours === null ? '' : `${t('standing.saved', { hours: fixed(view.savedHours, 1) })} `}
        {t.rich(queue === 'duplicates' ? 'duplicates.rest' : 'standing.rest', {
          returned: view.returned,
          audits: view.waitingAudits,
          link: (text) => (
            <Link href={auditsAt[queue]} className="text-accent underline">
              {text}
            </Link>
          ),
        })}
      </p>
    </Card>
  );
}

function Proof({ queue, stratum }: { queue: Queue; stratum: StratumView }) {
  const t = useTranslations('acceptance.strata');
  const duplicates = useTranslations('acceptance.duplicates');
  const { percent } = useFormat();
  const { isClosed, threshold, audits } = stratum;
  if (isClosed) return <Badge tone="stop">{t('closed')}</Badge>;
  return threshold === null ? (
    <Badge>{t('notProven', { audits, needed: auditsMin })}</Badge>
  ) : (
    <Badge tone="ok">
      {(queue === 'duplicates' ? duplicates : t)('accepts', { share: percent.format(threshold) })}
    </Badge>
  );
}

function Strata({ queue, strata }: { queue: Queue; strata: readonly StratumView[] }) {
  const t = useTranslations('acceptance.strata');
  const duplicates = useTranslations('acceptance.duplicates');
  const isOfDuplicates = queue === 'duplicates';
  const nameOf = ({ name }: StratumView): string =>
    isOfDuplicates ? duplicates(name === 'groups' ? 'strata.groups' : 'strata.pairs') : (name ?? t('rest'));
  const { number, proven } = useFormat();
  return (
    <Card>
      <h2>{t('title')}</h2>
      <FigureTable
        caption={isOfDuplicates ? duplicates('caption') : t('caption')}
        head={[
          isOfDuplicates ? duplicates('branch') : t('head.branch'),
          isOfDuplicates ? duplicates('suggestions') : t('head.suggestions'),
          t('head.audits'),
          t('head.precision'),
          isOfDuplicates ? duplicates('accepted') : t('head.accepted'),
          t('head.state'),
        ]}
        rows={strata.map((stratum) => [
          nameOf(stratum),
          number.format(stratum.eligible),
          number.format(stratum.audits),
          stratum.audits === 0 ? '–' : proven.format(stratum.lower),
          number.format(stratum.accepted),
          <Proof key="state" queue={queue} stratum={stratum} />,
        ])}
      />
    </Card>
  );
}

function History({ history }: { history: readonly PolicyView[] }) {
  const t = useTranslations('acceptance');
  const { moment, percent } = useFormat();
  if (history.length === 0) return null;
  return (
    <Card>
      <h2>{t('history.title')}</h2>
      <ol className="mt-2 divide-y divide-line text-sm">
        {history.map((policy) => (
          <li key={policy.version} className="py-2">
            <p>
              {t('history.line', {
                version: String(policy.version),
                state: t(`state.${policy.state}`),
                precision: percent.format(policy.precision),
                share: percent.format(policy.auditShare),
              })}
            </p>
            <p className="text-muted">
              {t.rich('history.by', {
                by: policy.setBy,
                reason: policy.reason,
                time: () => <time dateTime={policy.at}>{moment(policy.at)}</time>,
              })}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
