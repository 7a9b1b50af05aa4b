'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { number } from '#components/insights/figure.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { CategoryValueView } from '#server/training/schema-values.ts';

/** What each category is worth: the popularity of its products, or what somebody set. */
export function ValueTable() {
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
  if (!catalog) return <EmptyState title="No catalog yet">Import one first.</EmptyState>;
  const values = data?.values ?? [];
  return (
    <>
      <PageHeader
        title="Value of categories"
        lead="Comparisons weigh products by it and list the costliest confusions first. By default it is the summed popularity of a category’s products; a value set for a branch counts for all below it."
        actions={
          <Link href="/training" className="text-sm text-accent underline">
            All runs
          </Link>
        }
      />
      <Field label="Find a category">
        <Input type="search" value={words} onChange={(event) => setWords(event.target.value)} />
      </Field>
      {error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {error.message}
        </p>
      ) : null}
      <Card className="relative mt-4 overflow-x-auto">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">Categories and their values, those set by people first</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">Category</th>
              <th scope="col">Products</th>
              <th scope="col">By popularity</th>
              <th scope="col">Set</th>
            </tr>
          </thead>
          <tbody>
            {values.map((row) => (
              <tr key={row.categoryId} className="border-b border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {row.name}
                </th>
                <td className="pr-4">{number.format(row.products)}</td>
                <td className="pr-4">{number.format(row.byPopularity)}</td>
                <td>
                  {may ? (
                    <ValueForm
                      key={row.own}
                      catalogId={catalog.catalogId}
                      row={row}
                      onChange={() => void queries.invalidateQueries({ queryKey: key })}
                    />
                  ) : (
                    (row.own ?? '–')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {data && values.length === 0 ? (
          <p className="text-sm text-muted">No category is called that.</p>
        ) : null}
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
        className="w-32"
        type="number"
        min={0}
        step="any"
        aria-label={`Value of ${row.name}`}
        placeholder="by popularity"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isChanged ? (
        <Button type="submit" size="small" disabled={save.isPending}>
          Save
        </Button>
      ) : null}
      {row.setBy ? <span className="text-xs text-muted">by {row.setBy}</span> : null}
      {save.error ? (
        <span role="alert" className="text-xs text-stop">
          {save.error.message}
        </span>
      ) : null}
    </form>
  );
}
