'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LayoutGrid, Square } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import type { Queue, Scope } from '#server/review/schema.ts';
import type { FacetValue, QueueFacets, QueueFilter, SavedView } from '#server/review/schema-filter.ts';
import type { QueuePlace } from './queue-filter.ts';

const reasonWords: Record<string, string> = {
  suspect: 'Suspects',
  uncertain: 'Unsure',
  missing: 'No category',
  disagreement: 'Image against text',
  audit: 'Golden sample',
  'second-opinion': 'Second opinions',
  disputed: 'Disputed',
  training: 'Training value',
  taxonomy: 'New taxonomy',
  cluster: 'Proposed',
};

const fieldClass = 'h-8 max-w-44 rounded-md border border-line bg-surface px-2 text-sm text-ink';

function Choice({
  label,
  all,
  values,
  value,
  onChange,
}: {
  label: string;
  all: string;
  values: FacetValue[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  if (values.length === 0 && !value) return null;
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      className={fieldClass}
    >
      <option value="">{all}</option>
      {values.map((one) => (
        <option key={one.value} value={one.value}>
          {one.name} ({one.count})
        </option>
      ))}
    </select>
  );
}

const focusIt = (field: HTMLInputElement | null) => field?.focus();

/** Views are the person's own: a name for an address. */
function SavedViews({ queue, catalogId, place }: { queue: Queue; catalogId: string; place: QueuePlace }) {
  const client = useQueryClient();
  const queryKey = ['views', queue, catalogId];
  const url = `/api/review/${queue}/views?catalog=${catalogId}`;
  const { data } = useQuery({ queryKey, queryFn: () => fetchJson<{ views: SavedView[] }>(url) });
  const [name, setName] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (views: SavedView[]) =>
      fetchJson<{ views: SavedView[] }>(url, { method: 'PUT', body: JSON.stringify({ views }) }),
    onSuccess: (said) => client.setQueryData(queryKey, said),
  });
  const views = data?.views ?? [];
  const here = JSON.stringify(place.filter);
  const held = views.find((view) => JSON.stringify(view.filter) === here);
  const isFiltered = here !== '{}';
  return (
    <>
      {views.length > 0 ? (
        <select
          aria-label="Saved views"
          value={held?.name ?? ''}
          onChange={(event) => {
            const view = views.find((one) => one.name === event.target.value);
            if (view) place.go({ filter: view.filter });
          }}
          className={fieldClass}
        >
          <option value="">my views</option>
          {views.map((view) => (
            <option key={view.name}>{view.name}</option>
          ))}
        </select>
      ) : null}
      {held ? (
        <button
          type="button"
          className="text-sm text-muted underline"
          onClick={() => save.mutate(views.filter((view) => view !== held))}
        >
          forget view
        </button>
      ) : isFiltered && name === null ? (
        <button type="button" className="text-sm text-muted underline" onClick={() => setName('')}>
          save view
        </button>
      ) : null}
      {name === null || held ? null : (
        <form
          className="flex gap-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim())
              save.mutate([
                ...views.filter((view) => view.name !== name.trim()),
                { name: name.trim(), filter: place.filter },
              ]);
            setName(null);
          }}
        >
          <input
            ref={focusIt}
            aria-label="Name of the view"
            value={name}
            onChange={(event) => setName(event.target.value)}
            className={fieldClass}
          />
          <button type="submit" className="text-sm underline">
            save
          </button>
        </form>
      )}
    </>
  );
}

function WordSearch({ q, onSearch }: { q: string | undefined; onSearch: (q: string | undefined) => void }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(String(new FormData(event.currentTarget).get('q') ?? '').trim() || undefined);
      }}
    >
      <input
        key={q ?? ''}
        name="q"
        type="search"
        aria-label="Words of the listing"
        placeholder="words, then Enter"
        defaultValue={q ?? ''}
        className={`${fieldClass} w-36`}
      />
    </form>
  );
}

function Tabs({ reasons, place }: { reasons: FacetValue[]; place: QueuePlace }) {
  const { filter, go } = place;
  const total = reasons.reduce((sum, one) => sum + one.count, 0);
  const tabs: { value?: string; name: string; count: number }[] = [
    { name: 'All', count: total },
    ...reasons.map((one) => ({ ...one, name: reasonWords[one.value] ?? one.value })),
  ];
  const isKnown = tabs.some((tab) => tab.value === filter.reason);
  if (!isKnown && filter.reason)
    tabs.push({ value: filter.reason, name: reasonWords[filter.reason] ?? filter.reason, count: 0 });
  return (
    <fieldset className="flex shrink-0 gap-1">
      <legend className="sr-only">Why people are asked</legend>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          aria-pressed={tab.value === filter.reason}
          onClick={() => go({ filter: { ...filter, reason: tab.value } })}
          className={`h-8 whitespace-nowrap rounded-md border px-2 text-sm ${tab.value === filter.reason ? 'border-accent font-medium text-ink' : 'border-transparent text-muted hover:text-ink'}`}
        >
          {tab.name} <span className="tabular-nums">{tab.count}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** Which part of the queue: reason, branch, language, seller, words; and whether one by one or as a grid. */
export function QueueBar({
  queue,
  catalogId,
  scope,
  place,
}: {
  queue: Queue;
  catalogId: string;
  scope: Scope;
  place: QueuePlace;
}) {
  const { filter, view, go } = place;
  const isLead = useMay('lead');
  const { data } = useQuery({
    queryKey: ['facets', queue, catalogId],
    queryFn: () => fetchJson<QueueFacets>(`/api/review/${queue}/facets?catalog=${catalogId}`),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  const narrow = (more: Partial<QueueFilter>) => go({ filter: { ...filter, ...more } });
  const other = scope === 'escalated' ? 'open' : 'escalated';
  return (
    <search
      aria-label="Part of the queue"
      className="flex min-h-11 items-center gap-2 overflow-x-auto border-b border-line bg-page px-4 py-1.5 sm:flex-wrap"
    >
      {queue === 'categories' && scope === 'open' ? (
        <>
          <Tabs reasons={data?.reasons ?? []} place={place} />
          <button
            type="button"
            onClick={() => go({ view: view === 'grid' ? 'deck' : 'grid', category: null })}
            className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-sm"
          >
            {view === 'grid' ? (
              <Square aria-hidden className="size-4" />
            ) : (
              <LayoutGrid aria-hidden className="size-4" />
            )}
            {view === 'grid' ? 'one by one' : 'confirm grid'}
          </button>
        </>
      ) : null}
      <Choice
        label="Branch"
        all="all branches"
        values={data?.branches ?? []}
        value={filter.branch}
        onChange={(branch) => narrow({ branch })}
      />
      <Choice
        label="Language"
        all="all languages"
        values={data?.locales ?? []}
        value={filter.locale}
        onChange={(locale) => narrow({ locale })}
      />
      <Choice
        label="Seller"
        all="all sellers"
        values={data?.sellers ?? []}
        value={filter.seller}
        onChange={(seller) => narrow({ seller })}
      />
      <WordSearch q={filter.q} onSearch={(q) => narrow({ q })} />
      <SavedViews queue={queue} catalogId={catalogId} place={place} />
      {isLead ? (
        <Link
          href={`/review/${queue}${other === 'escalated' ? '?scope=escalated' : ''}`}
          className="ml-auto shrink-0 text-sm text-muted underline"
        >
          {other === 'escalated' ? 'leads’ queue' : 'everybody’s queue'}
        </Link>
      ) : null}
    </search>
  );
}
