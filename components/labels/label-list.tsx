'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { LabelPage, LabelState, LabelView } from '#server/labels/schema.ts';
import { ReopenLabel } from './reopen-label.tsx';

const tones = { raw: 'plain', agreed: 'ok', disputed: 'doubt', excluded: 'stop' } as const;
const states = Object.keys(tones) as LabelState[];
const relations = ['same', 'not_same', 'variant'] as const;

/** Labels with their filters, a page at a time. */
export function LabelList({ catalogId }: { catalogId: string }) {
  const t = useTranslations('labels');
  const why = useWhy();
  const [kind, setKind] = useState<'category' | 'pair'>('category');
  const [state, setState] = useState<LabelState | ''>('');
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search);
  const query = useInfiniteQuery({
    queryKey: ['labels', catalogId, kind, state, words],
    queryFn: ({ pageParam }) =>
      fetchJson<LabelPage>(
        `/api/labels?${new URLSearchParams({ catalog: catalogId, kind, state, search: words, after: pageParam })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const labels = query.data?.pages.flatMap((page) => page.labels) ?? [];
  const counts = new Map(query.data?.pages[0].counts.map((count) => [count.state, count.count]));
  return (
    <section aria-label={t('title')} className="rounded-lg border border-line bg-surface">
      <div className="grid gap-3 border-b border-line p-4 sm:grid-cols-3">
        <Field label={t('list.kind')}>
          <Select
            value={kind}
            onChange={(event) => setKind(event.target.value === 'pair' ? 'pair' : 'category')}
          >
            <option value="category">{t('list.categories')}</option>
            <option value="pair">{t('list.pairs')}</option>
          </Select>
        </Field>
        <Field label={t('list.state')}>
          <Select
            value={state}
            onChange={(event) => setState(states.find((known) => known === event.target.value) ?? '')}
          >
            <option value="">{t('list.all')}</option>
            {states.map((name) => (
              <option key={name} value={name}>
                {t('list.stateCount', { state: t(`state.${name}`), count: counts.get(name) ?? 0 })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('list.search')}>
          <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
      </div>
      {query.error ? (
        <p role="alert" className="p-4 text-sm text-stop">
          {t('list.unreadable', { why: why(query.error) })}
        </p>
      ) : null}
      {query.isSuccess && labels.length === 0 ? (
        <p className="p-8 text-center text-sm text-muted">{t('list.none')}</p>
      ) : null}
      <ul className="divide-y divide-line">
        {labels.map((label) => (
          <LabelRow key={label.id} label={label} catalogId={catalogId} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className="border-t border-line p-3 text-center">
          <Button onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** A category's path, or what a pair is. */
function useSaid(): (label: LabelView, value: string) => string {
  const t = useTranslations('labels.relation');
  return (label, value) => {
    const known = label.kind === 'pair' ? relations.find((one) => one === value) : undefined;
    return known ? t(known) : value;
  };
}

function LabelRow({ label, catalogId }: { label: LabelView; catalogId: string }) {
  const t = useTranslations('labels');
  const { moment } = useFormat();
  const said = useSaid();
  const may = useMay('lead');
  return (
    <li className="grid gap-1 px-4 py-3 text-sm sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="truncate">{label.title}</p>
        {label.otherTitle ? <p className="truncate">{label.otherTitle}</p> : null}
        <p className="truncate text-muted">{said(label, label.value)}</p>
        {label.others.map((other) => (
          <p key={`${other.by}${other.value}`} className="truncate text-doubt">
            {t('list.says', { by: other.by, value: said(label, other.value) })}
          </p>
        ))}
      </div>
      <div className="flex items-center gap-3 text-muted sm:justify-end">
        <span>
          {label.by}, <time dateTime={label.at}>{moment(label.at)}</time>
        </span>
        <Badge tone={tones[label.state]}>{t(`state.${label.state}`)}</Badge>
        {may && label.kind === 'category' && label.state !== 'excluded' ? (
          <ReopenLabel label={label} catalogId={catalogId} />
        ) : null}
      </div>
    </li>
  );
}
