'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { percent } from '#components/format.ts';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Select } from '#components/ui/field.tsx';
import type { Insights } from '#server/insights/schema.ts';
import { CandidateCard } from './candidate-card.tsx';
import { DayBars } from './day-bars.tsx';
import { DriftCard } from './drift-card.tsx';
import { Figure, FigureTable, hours, number, seconds } from './figure.tsx';

const periods = [7, 14, 30, 90];
const queueNames: Readonly<Record<string, string>> = { categories: 'Categories', duplicates: 'Duplicates' };
const kindNames: Readonly<Record<string, string>> = {
  category: 'Category',
  pair: 'Pair',
  cluster: 'Cluster',
};

/** One question a panel: the figure first, then what it is made of, with the way to the items. */
export function LeadBoard() {
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const [days, setDays] = useQueryState('days', parseAsInteger.withDefault(14));
  const { data, error, isLoading } = useQuery({
    queryKey: ['insights', catalog?.catalogId, days],
    queryFn: () => fetchJson<Insights>(`/api/insights?catalog=${catalog?.catalogId}&days=${days}`),
    enabled: catalog !== null && may,
    refetchInterval: 60_000,
  });
  if (!may)
    return <EmptyState title="For leads">These figures are about people; leads can see them.</EmptyState>;
  if (!catalog) return <EmptyState title="No catalog yet">Import one, and review it.</EmptyState>;
  return (
    <>
      <PageHeader
        title="Insights"
        lead="How fast, how sure, how much is left. Pauses are left out of all times."
        actions={
          <Field label="Period">
            <Select value={days} onChange={(event) => void setDays(Number(event.target.value))}>
              {periods.map((period) => (
                <option key={period} value={period}>
                  last {period} days
                </option>
              ))}
            </Select>
          </Field>
        }
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          The figures could not be read: {error.message}
        </p>
      ) : null}
      {isLoading ? <p className="text-sm text-muted">Counting…</p> : null}
      {data ? (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
          <Throughput insights={data} days={days} />
          <Queues insights={data} />
          <Coverage insights={data} />
          <Agreement insights={data} />
          <Proposals insights={data} />
          <DriftCard catalogId={catalog.catalogId} />
          <CandidateCard catalogId={catalog.catalogId} />
          <People insights={data} />
        </div>
      ) : null}
    </>
  );
}

function Throughput({ insights, days }: { insights: Insights; days: number }) {
  const total = insights.days.reduce((sum, day) => sum + day.category + day.duplicate, 0);
  return (
    <Card aria-labelledby="throughput">
      <h2 id="throughput">How much is decided?</h2>
      <Figure value={number.format(total)} unit={`decisions in ${days} days`} />
      <DayBars days={insights.days} />
      <FigureTable
        caption="Time a decision takes, by kind"
        head={['Kind', 'Decisions', 'Median', 'Nine in ten within']}
        rows={insights.pace.map((pace) => [
          kindNames[pace.kind] ?? pace.kind,
          number.format(pace.decisions),
          seconds(pace.medianSeconds),
          seconds(pace.p90Seconds),
        ])}
      />
    </Card>
  );
}

function Queues({ insights }: { insights: Insights }) {
  const open = insights.forecasts.reduce((sum, queue) => sum + queue.open, 0);
  return (
    <Card aria-labelledby="queues">
      <h2 id="queues">How much is left?</h2>
      <Figure value={number.format(open)} unit="items wait" />
      <FigureTable
        caption="When each queue is empty"
        head={['Queue', 'Waiting', 'Come a day', 'Decided a day', 'Empty in']}
        rows={insights.forecasts.map((queue) => [
          <Link key="name" href={`/review/${queue.queue}`} className="text-accent underline">
            {queueNames[queue.queue] ?? queue.queue}
          </Link>,
          number.format(queue.open),
          number.format(queue.arrived),
          number.format(queue.decided),
          queue.daysLeft === null ? 'never at this pace' : `${number.format(Math.ceil(queue.daysLeft))} days`,
        ])}
      />
      <FigureTable
        caption="What waits, by reason"
        head={['Why', 'Open', 'With people', 'Escalated', 'Median age', 'Oldest']}
        rows={insights.queues.map((queue) => [
          `${queueNames[queue.queue] ?? queue.queue}: ${queue.reason}`,
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
  const { products, decided, accepted, given, none, records } = insights.coverage;
  const share = (count: number): string => percent.format(products === 0 ? 0 : count / products);
  return (
    <Card aria-labelledby="coverage">
      <h2 id="coverage">What do the categories rest on?</h2>
      <Figure value={share(decided + accepted)} unit="of the listings stand by a decision" />
      <FigureTable
        caption="Source of the category of every listing"
        head={['By', 'Listings', 'Share']}
        rows={[
          [
            <Products key="d" source="decision" name="A person’s decision" />,
            number.format(decided),
            share(decided),
          ],
          [
            <Products key="a" source="accepted" name="Automatic acceptance" />,
            number.format(accepted),
            share(accepted),
          ],
          [<Products key="g" source="given" name="The seller’s word" />, number.format(given), share(given)],
          [<Products key="n" source="none" name="Nothing yet" />, number.format(none), share(none)],
        ]}
      />
      <p className="mt-2 text-sm text-muted">
        {number.format(products)} listings are {number.format(records)} records after merging.{' '}
        <Link href="/acceptance" className="text-accent underline">
          What runs without people
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
  const { category, pair, things } = insights.alpha;
  const alpha = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(2));
  return (
    <Card aria-labelledby="agreement">
      <h2 id="agreement">Do people agree?</h2>
      <Figure value={alpha(category)} unit="Krippendorff’s alpha on categories" />
      <p className="text-sm text-muted">
        {alpha(pair)} on pairs. 1 is full agreement, 0 is chance. Over {number.format(things)} things that two
        or more people judged.
      </p>
      <p className="mt-2 text-sm">
        <Link href="/labels" className="text-accent underline">
          Disputed labels
        </Link>
      </p>
    </Card>
  );
}

function Proposals({ insights }: { insights: Insights }) {
  const taken = insights.proposals.reduce((sum, row) => sum + row.shownTaken + row.blindTaken, 0);
  const decided = insights.proposals.reduce((sum, row) => sum + row.decided, 0);
  const share = (hits: number, count: number): string => (count === 0 ? '–' : percent.format(hits / count));
  return (
    <Card aria-labelledby="proposals">
      <h2 id="proposals">Is the model right?</h2>
      <Figure value={share(taken, decided)} unit="of its proposals are what people answer" />
      <FigureTable
        caption="Answers that were the model’s proposal, with the proposal on screen and without"
        head={['Why asked', 'Decided', 'Taken when shown', 'Same when blind']}
        rows={insights.proposals.map((row) => [
          row.reason,
          number.format(row.decided),
          share(row.shownTaken, row.shown),
          share(row.blindTaken, row.blind),
        ])}
      />
      <p className="mt-2 text-sm text-muted">
        Far more taken when shown than when blind means that people follow the screen.{' '}
        {insights.activeRunId ? (
          <Link href={`/training/${insights.activeRunId}`} className="text-accent underline">
            Confusions of the model in use
          </Link>
        ) : null}
      </p>
    </Card>
  );
}

function People({ insights }: { insights: Insights }) {
  const total = insights.people.reduce((sum, person) => sum + person.hours, 0);
  return (
    <Card aria-labelledby="people" className="lg:col-span-2">
      <h2 id="people">Who decided?</h2>
      <Figure value={total.toFixed(1)} unit={`hours of ${insights.people.length} people`} />
      <FigureTable
        caption="Decisions, pace and agreement of each person"
        head={['Person', 'Decisions', 'Hours', 'Median', 'Judged by others too', 'Same answer', 'Undone']}
        rows={insights.people.map((person) => [
          person.name,
          number.format(person.decisions),
          person.hours.toFixed(1),
          seconds(person.medianSeconds),
          number.format(person.shared),
          person.shared === 0 ? '–' : percent.format(person.agreed / person.shared),
          number.format(person.undone),
        ])}
      />
    </Card>
  );
}
