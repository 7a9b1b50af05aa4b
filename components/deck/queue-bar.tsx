'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LayoutGrid, Square } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useReasonWords } from '#components/language/use-reason.ts';
import type { Queue, Scope } from '#server/review/schema.ts';
import type { FacetValue, QueueFacets, QueueFilter } from '#server/review/schema-filter.ts';
import { queueFieldClass as fieldClass, type QueuePlace, wordsMax } from './queue-filter.ts';
import { usePreload } from './use-opened.ts';
import { useQueueStatus } from './use-queue-status.ts';

// The first card does without them: views come a moment later, the line of a search with a search.
const loadViews = () => import('./saved-views.tsx');
const SavedViews = dynamic(() => loadViews().then((module) => module.SavedViews));
const SoughtBar = dynamic(() => import('./sought-bar.tsx').then((module) => module.SoughtBar));

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
  const t = useTranslations('queue');
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
          {t('option', { name: one.name, count: one.count })}
        </option>
      ))}
    </select>
  );
}

function WordSearch({ q, onSearch }: { q: string | undefined; onSearch: (q: string | undefined) => void }) {
  const t = useTranslations('queue');
  return (
    <form
      className="min-w-31 max-w-41 shrink-0 grow basis-31"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(String(new FormData(event.currentTarget).get('q') ?? '').trim() || undefined);
      }}
    >
      <input
        key={q ?? ''}
        name="q"
        type="search"
        maxLength={wordsMax}
        aria-label={t('words')}
        placeholder={t('wordsHint')}
        defaultValue={q ?? ''}
        className="h-8 w-full rounded-md border border-line bg-surface px-2 text-sm text-ink"
      />
    </form>
  );
}

function Tabs({ reasons, left, place }: { reasons: FacetValue[]; left?: number; place: QueuePlace }) {
  const t = useTranslations('queue');
  const { number } = useFormat();
  const wordsOf = useReasonWords();
  const { filter, go } = place;
  const total = left ?? reasons.reduce((sum, one) => sum + one.count, 0);
  const tabs: { value?: string; name: string; count: number }[] = [
    { name: t('all'), count: total },
    ...reasons.map((one) => ({ ...one, name: wordsOf(one.value) })),
  ];
  const isKnown = tabs.some((tab) => tab.value === filter.reason);
  if (!isKnown && filter.reason) tabs.push({ value: filter.reason, name: wordsOf(filter.reason), count: 0 });
  return (
    <fieldset className="flex shrink-0 gap-1">
      <legend className="sr-only">{t('why')}</legend>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          aria-pressed={tab.value === filter.reason}
          onClick={() => go({ filter: { ...filter, reason: tab.value } })}
          className={`h-8 whitespace-nowrap rounded-md border px-1 text-sm ${tab.value === filter.reason ? 'border-accent font-medium text-ink' : 'border-transparent text-muted hover:text-ink'}`}
        >
          {tab.name} <span className="tabular-nums">{number.format(tab.count)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** Parts are counted anew this long after the last time at the soonest, and when nothing is heard of answers. */
const countedAgainMs = 5_000;
const countedAnywayMs = 30_000;

/** What the queue can be narrowed to; counted again when what is left has changed, so that both say the same. */
function useFacets(queue: Queue, catalogId: string, left: number | undefined): QueueFacets | undefined {
  const { data, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['facets', queue, catalogId],
    queryFn: () => fetchJson<QueueFacets>(`/api/review/${queue}/facets?catalog=${catalogId}`),
    refetchInterval: countedAnywayMs,
    placeholderData: keepPreviousData,
  });
  const counted = useRef(left);
  useEffect(() => {
    if (counted.current === left || left === undefined) return;
    const timer = setTimeout(
      () => {
        const isFirst = counted.current === undefined;
        counted.current = left;
        if (!isFirst) void refetch();
      },
      Math.max(0, dataUpdatedAt + countedAgainMs - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [left, dataUpdatedAt, refetch]);
  return data;
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
  const t = useTranslations('queue');
  const { language } = useFormat();
  const { filter, view, go } = place;
  const isLead = useMay('lead');
  // The deck asks the same: one request for both.
  const left = useQueueStatus(queue, catalogId, filter, false)?.counts.left;
  const data = useFacets(queue, catalogId, left);
  const isWhole = Object.keys(filter).length === 0;
  const hasViews = usePreload([loadViews]);
  const narrow = (more: Partial<QueueFilter>) => go({ filter: { ...filter, ...more } });
  const other = scope === 'escalated' ? 'open' : 'escalated';
  return (
    <search aria-label={t('label')} className="min-w-0 border-b border-line bg-page">
      <div className="flex min-h-11 items-start gap-3 overflow-x-auto px-4 py-1.5">
        <div className="flex shrink-0 grow items-center gap-1 sm:min-w-0 sm:shrink sm:flex-wrap">
          {queue === 'categories' && scope === 'open' ? (
            <>
              <Tabs reasons={data?.reasons ?? []} left={isWhole ? left : undefined} place={place} />
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
                {view === 'grid' ? t('oneByOne') : t('confirmGrid')}
              </button>
            </>
          ) : null}
          <Choice
            label={t('branch')}
            all={t('allBranches')}
            values={data?.branches ?? []}
            value={filter.branch}
            onChange={(branch) => narrow({ branch })}
          />
          <Choice
            label={t('language')}
            all={t('allLanguages')}
            values={(data?.locales ?? []).map((one) => ({ ...one, name: language(one.value) }))}
            value={filter.locale}
            onChange={(locale) => narrow({ locale })}
          />
          <Choice
            label={t('seller')}
            all={t('allSellers')}
            values={data?.sellers ?? []}
            value={filter.seller}
            onChange={(seller) => narrow({ seller })}
          />
          <WordSearch q={filter.q} onSearch={(q) => narrow({ q, by: q ? filter.by : undefined })} />
          {hasViews ? <SavedViews queue={queue} catalogId={catalogId} place={place} /> : null}
        </div>
        {isLead ? (
          <Link
            href={`/review/${queue}${other === 'escalated' ? '?scope=escalated' : ''}`}
            className="flex h-8 shrink-0 items-center text-sm text-muted underline"
          >
            {other === 'escalated' ? t('leadsQueue') : t('everybodysQueue')}
          </Link>
        ) : null}
      </div>
      {filter.q || filter.like ? <SoughtBar queue={queue} catalogId={catalogId} place={place} /> : null}
    </search>
  );
}
