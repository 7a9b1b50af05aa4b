'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { PickerSheet } from '#components/deck/picker-sheet.tsx';
import { useActor } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { SellerCategoryRow, SellerTree } from '#server/browse/schema-sellers.ts';
import { MappingLine } from './mapping-line.tsx';
import { clearRows, clearShareMin, clearVotersMin } from './rules-clear.ts';
import { useAnswers } from './use-answers.ts';

const states = ['all', 'open', 'mapped', 'out-of-scope', 'differs'] as const;

/** A seller's own tree, the fullest categories first, each with what its products vote it to be. */
export function MappingDesk({ catalogId, sellerId }: { catalogId: string; sellerId: string }) {
  const t = useTranslations('sellers.tree');
  const why = useWhy();
  const { percent } = useFormat();
  const [filter, setFilter] = useQueryStates({
    q: parseAsString.withDefault(''),
    state: parseAsStringLiteral(states).withDefault('all'),
    level: parseAsInteger.withDefault(4),
  });
  const actor = useActor();
  const mayReview = actor.role === 'admin' || actor.role === 'lead';
  const [picking, setPicking] = useState<SellerCategoryRow | null>(null);
  const { review, reviewAll, undo } = useAnswers(catalogId);
  const query = new URLSearchParams({ q: filter.q, state: filter.state, level: String(filter.level) });
  const tree = useInfiniteQuery({
    queryKey: ['seller-tree', catalogId, sellerId, query.toString()],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<SellerTree>(
        `/api/sellers/${sellerId}?catalog=${catalogId}&${query}${pageParam ? `&after=${pageParam}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const pages = tree.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.categories);
  const clear = clearRows(rows);
  const levels = pages[0]?.levels ?? 4;
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={pages[0]?.seller.name ?? t('fallback')}
        lead={t('lead')}
        actions={
          <Link href="/sellers" className="text-sm underline">
            {t('all')}
          </Link>
        }
      />
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <Field label={t('search')}>
          <Input
            type="search"
            value={filter.q}
            placeholder={t('searchHint')}
            onChange={(event) =>
              setFilter({ q: event.target.value }, { history: 'replace', throttleMs: 200 })
            }
          />
        </Field>
        <Field label={t('show')}>
          <Select
            value={filter.state}
            onChange={(event) =>
              setFilter({ state: event.target.value as (typeof states)[number] }, { history: 'push' })
            }
          >
            {states.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('level')}>
          <Select
            value={String(Math.min(filter.level, Math.max(levels, 1)))}
            onChange={(event) => setFilter({ level: Number(event.target.value) }, { history: 'push' })}
          >
            {Array.from({ length: Math.max(levels, 1) }, (_, at) => at + 1).map((level) => (
              <option key={level}>{level}</option>
            ))}
          </Select>
        </Field>
      </div>
      {tree.isError ? (
        <p role="alert" className="text-sm text-stop">
          {t('failed', { why: why(tree.error) })}
        </p>
      ) : null}
      {tree.isPending ? <ListSkeleton /> : null}
      {tree.data && rows.length === 0 ? (
        <EmptyState title={t('none')}>
          {filter.q || filter.state !== 'all' ? t('noMatch') : t('noOwn')}
        </EmptyState>
      ) : null}
      {mayReview && clear.length > 1 ? (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface p-3 text-sm">
          <p className="max-w-prose">
            {t('clear', {
              ...{ count: clear.length, voters: clearVotersMin },
              share: percent.format(clearShareMin),
            })}
          </p>
          <Button size="small" disabled={reviewAll.isPending} onClick={() => reviewAll.mutate(clear)}>
            {reviewAll.isPending ? t('accepting') : t('acceptThese', { count: clear.length })}
          </Button>
        </div>
      ) : null}
      <ul className="grid gap-2" aria-busy={tree.isPlaceholderData}>
        {rows.map((row) => (
          <MappingLine
            key={row.sellerCategoryId}
            row={row}
            mayReview={mayReview}
            isBusy={review.isPending && review.variables.row.sellerCategoryId === row.sellerCategoryId}
            onAnswer={(answer) => review.mutate({ row, answer })}
            onPick={() => setPicking(row)}
            onUndo={(reviewId) => undo.mutate(reviewId)}
          />
        ))}
      </ul>
      {tree.hasNextPage ? (
        <Button className="mt-3" onClick={() => tree.fetchNextPage()} disabled={tree.isFetchingNextPage}>
          {tree.isFetchingNextPage ? t('reading') : t('more')}
        </Button>
      ) : null}
      <PickerSheet
        catalogId={catalogId}
        options={(picking?.proposals ?? []).map(({ categoryId, pathName, votes }, at) => ({
          ...{ categoryId, pathName, name: pathName.split(' > ').at(-1) ?? pathName, number: at + 1 },
          ...{ rank: at + 1, p: picking ? votes / Math.max(1, picking.voters) : null, isGiven: false },
        }))}
        open={picking !== null}
        onOpenChange={(open) => open || setPicking(null)}
        onPick={({ categoryId }) => {
          if (picking) review.mutate({ row: picking, answer: { answer: 'change', categoryId } });
          setPicking(null);
        }}
      />
    </div>
  );
}

function ListSkeleton() {
  return (
    <div aria-hidden className="grid gap-2">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <div key={key} className="h-20 rounded-lg border border-line bg-surface" />
      ))}
    </div>
  );
}
