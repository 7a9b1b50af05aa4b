'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { moment, percent } from '#components/format.ts';
import { Figure, FigureTable, number } from '#components/insights/figure.tsx';
import { Badge, Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import type { AcceptanceView, PolicyView, StratumView } from '#server/acceptance/schema.ts';
import { PolicySwitch } from './policy-switch.tsx';

const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 });
/** Flawless audits that a promise of 98 % needs under a bound that holds at every moment; fewer prove nothing. */
const auditsMin = 200;

/** What runs without people: what it promises, what it has proven, what it saved, and the switch. */
export function AcceptanceBoard() {
  const catalog = useCatalogOrNull();
  const may = useMay('lead');
  const client = useQueryClient();
  const key = ['acceptance', catalog?.catalogId];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<AcceptanceView>(`/api/acceptance?catalog=${catalog?.catalogId}`),
    enabled: catalog !== null,
    refetchInterval: 10_000,
  });
  if (!catalog) return <EmptyState title="No catalog yet">Import one, train a model and review.</EmptyState>;
  return (
    <>
      <PageHeader
        title="Automatic acceptance"
        lead="Suggestions that contradict a seller are accepted without a person only where blind audits prove that the promise is kept. A share of them always goes to people; when the proof breaks, it closes by itself and gives back what is in doubt."
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          The policy could not be read: {error.message}
        </p>
      ) : null}
      {data ? (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="space-y-5">
            <Standing view={data} />
            <Strata strata={data.strata} />
          </div>
          <div className="space-y-5">
            {may ? (
              <PolicySwitch
                catalogId={catalog.catalogId}
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

function Standing({ view }: { view: AcceptanceView }) {
  const { policy } = view;
  return (
    <Card>
      <div className="flex items-baseline justify-between gap-3">
        <h2>What it did</h2>
        <Badge tone={policy?.state === 'on' ? 'ok' : policy?.state === 'closed' ? 'stop' : 'plain'}>
          {policy?.state ?? 'never switched on'}
        </Badge>
      </div>
      <Figure value={number.format(view.accepted)} unit="products stand accepted without a person" />
      <p className="text-sm text-muted">
        {view.savedHours === null ? '' : `About ${view.savedHours.toFixed(1)} hours of review saved. `}
        {number.format(view.returned)} given back. {number.format(view.waitingAudits)} audits{' '}
        <Link href="/review/categories" className="text-accent underline">
          wait in the category queue
        </Link>
        .
      </p>
    </Card>
  );
}

function proof(stratum: StratumView): React.ReactNode {
  if (stratum.isClosed) return <Badge tone="stop">closed by an alarm</Badge>;
  if (stratum.threshold !== null)
    return <Badge tone="ok">accepts from {percent.format(stratum.threshold)}</Badge>;
  return <Badge>{`not proven: ${stratum.audits} of some ${auditsMin} audits`}</Badge>;
}

function Strata({ strata }: { strata: readonly StratumView[] }) {
  return (
    <Card>
      <h2>What is proven</h2>
      <FigureTable
        caption="Each branch with enough suggestions is proven by itself; the rest of the tree together"
        head={['Branch', 'Suggestions', 'Audits', 'Proven precision at least', 'Accepted', 'State']}
        rows={strata.map((stratum) => [
          stratum.name ?? 'The rest of the tree',
          number.format(stratum.eligible),
          number.format(stratum.audits),
          stratum.audits === 0 ? '–' : share.format(stratum.lower),
          number.format(stratum.accepted),
          proof(stratum),
        ])}
      />
    </Card>
  );
}

function History({ history }: { history: readonly PolicyView[] }) {
  if (history.length === 0) return null;
  return (
    <Card>
      <h2>Versions</h2>
      <ol className="mt-2 divide-y divide-line text-sm">
        {history.map((policy) => (
          <li key={policy.version} className="py-2">
            <p>
              {policy.version}. {policy.state}, promise {percent.format(policy.precision)}, audits{' '}
              {percent.format(policy.auditShare)}
            </p>
            <p className="text-muted">
              {policy.setBy}, <time dateTime={policy.at}>{moment(policy.at)}</time>: {policy.reason}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
