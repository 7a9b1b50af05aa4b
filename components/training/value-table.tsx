'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { CategoryValueView } from '#server/training/schema-values.ts';

/** What each category is worth: the popularity of its products, or what somebody set. */
export function ValueTable() {
  const t = useTranslations('training');
  const none = useTranslations('pages');
  const { tenths } = useFormat();
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const key = ['category-values', catalog?.catalogId];
  const { data, error } = useQuery({
    queryKey: [...key, words],
    queryFn: () =>
      fetchJson<{ values: CategoryValueView[] }>(
        `/api/training/values?catalog=${catalog?.catalogId}&q=${encodeURIComponent(words)}`,
      ),
    enabled: catalog !== null,
    placeholderData: (before) => before,
  });
  if (!catalog)
    return (
      <EmptyState href="/import" title={none('noCatalog')}>
        {none('importOne')}
      </EmptyState>
    );
  const values = data?.values ?? [];
  return (
    <>
      <PageHeader
        title={t('values.title')}
        lead={t('values.lead')}
        actions={
          <Link href="/training" className="text-sm text-accent underline">
            {t('allRuns')}
          </Link>
        }
      />
      <Field label={t('values.find')}>
        <Input type="search" value={words} onChange={(event) => setWords(event.target.value)} />
      </Field>
      <ErrorLine error={error} className="mt-2" />
      <Card className="relative mt-4 overflow-x-auto">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">{t('values.caption')}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="pr-4">
                {t('values.category')}
              </th>
              <th scope="col" className="pr-4">
                {t('values.products')}
              </th>
              <th scope="col" className="pr-4">
                {t('values.byPopularity')}
              </th>
              <th scope="col">{t('values.set')}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((row) => (
              <tr key={row.categoryId} className="border-b border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {row.name}
                </th>
                <td className="pr-4">{tenths.format(row.products)}</td>
                <td className="pr-4">{tenths.format(row.byPopularity)}</td>
                <td>
                  {may ? (
                    <ValueForm
                      key={row.own}
                      catalogId={catalog.catalogId}
                      row={row}
                      onChange={() => void queries.invalidateQueries({ queryKey: key })}
                    />
                  ) : row.own === null ? (
                    '–'
                  ) : (
                    tenths.format(row.own)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {data && values.length === 0 ? <p className="text-sm text-muted">{t('values.none')}</p> : null}
      </Card>
    </>
  );
}

interface ValueFormProps {
  catalogId: string;
  row: CategoryValueView;
  onChange: () => void;
}

function ValueForm({ catalogId, row, onChange }: ValueFormProps) {
  const t = useTranslations('training.values');
  const why = useWhy();
  const [text, setText] = useState(row.own === null ? '' : String(row.own));
  const save = useMutation({
    mutationFn: (value: number | null) =>
      fetchJson('/api/training/values', {
        method: 'PUT',
        body: JSON.stringify({ catalogId, categoryId: row.categoryId, value }),
      }),
    onSettled: onChange,
  });
  const isChanged = text !== (row.own === null ? '' : String(row.own));
  return (
    <form
      className="flex items-center gap-2 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(text === '' ? null : Number(text));
      }}
    >
      <Input
        className="w-40"
        type="number"
        min={0}
        step="any"
        aria-label={t('of', { name: row.name })}
        placeholder={t('default')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isChanged ? (
        <Button type="submit" size="small" disabled={save.isPending}>
          {t('save')}
        </Button>
      ) : null}
      {row.setBy ? <span className="text-xs text-muted">{t('by', { name: row.setBy })}</span> : null}
      {save.error ? (
        <span role="alert" className="text-xs text-stop">
          {why(save.error)}
        </span>
      ) : null}
    </form>
  );
}
