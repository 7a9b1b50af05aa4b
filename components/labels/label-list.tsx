'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue } from 'react';
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
/** The filter lives in the address, so that other pages can lead to a part of the labels. */
const parsers = {
  kind: parseAsStringLiteral(['category', 'pair'] as const).withDefault('category'),
  state: parseAsStringLiteral(states),
  by: parseAsString,
  q: parseAsString.withDefault(''),
};

/** Labels with their filters, a page at a time. */
export function LabelList({ catalogId }: { catalogId: string }) {
  const t = useTranslations('labels');
  const why = useWhy();
  const [{ kind, state, by, q }, show] = useQueryStates(parsers);
  const words = useDeferredValue(q);
  const query = useInfiniteQuery({
    queryKey: ['labels', catalogId, kind, state, by, words],
    queryFn: ({ pageParam }) => {
      const part = { kind, state: state ?? '', actorId: by ?? '', search: words };
      const asked = new URLSearchParams({ catalog: catalogId, ...part, after: pageParam });
      return fetchJson<LabelPage>(`/api/labels?${asked}`);
    },
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
            onChange={(event) => void show({ kind: event.target.value === 'pair' ? 'pair' : null })}
          >
            <option value="category">{t('list.categories')}</option>
            <option value="pair">{t('list.pairs')}</option>
          </Select>
        </Field>
        <Field label={t('list.state')}>
          <Select
            value={state ?? ''}
            onChange={(event) =>
              void show({ state: states.find((known) => known === event.target.value) ?? null })
            }
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
          <Input type="search" value={q} onChange={(event) => void show({ q: event.target.value || null })} />
        </Field>
        {by ? (
          <p className="flex items-center gap-3 text-sm sm:col-span-3">
            {t('list.by', { name: query.data?.pages[0].by ?? '…' })}
            <Button size="small" onClick={() => void show({ by: null })}>
              {t('list.everybody')}
            </Button>
          </p>
        ) : null}
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

function Listing({ productId, title }: { productId: string; title: string }) {
  return (
    <p className="truncate">
      <Link href={`/products/${productId}`} prefetch={false} className="hover:underline">
        {title}
      </Link>
    </p>
  );
}

function LabelRow({ label, catalogId }: { label: LabelView; catalogId: string }) {
  const t = useTranslations('labels');
  const { moment } = useFormat();
  const said = useSaid();
  const may = useMay('lead');
  return (
    <li className="grid gap-1 px-4 py-3 text-sm sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <Listing productId={label.subjectId} title={label.title} />
        {label.otherId ? (
          <Listing productId={label.otherId} title={label.otherTitle ?? label.otherId} />
        ) : null}
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
