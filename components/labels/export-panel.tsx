'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLive } from '#components/desk/live.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { number } from '#components/format.ts';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import { isOpen, WorkState } from '#components/ui/work-state.tsx';
import type { ExportFormat, ExportView, ExportWhat } from '#server/labels/schema.ts';

const whats: Readonly<Record<ExportWhat, string>> = {
  labels: 'Category labels',
  pairs: 'Pair labels',
  clusters: 'Clusters',
  catalog: 'Corrected catalog',
  differences: 'Differences from the sellers’ feeds',
};
const formats: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  jsonl: 'JSON Lines',
  parquet: 'Parquet',
  tfrecord: 'TFRecord (sharded, by split)',
  huggingface: 'Hugging Face folder (by split)',
  labelstudio: 'Label Studio JSON',
};
/** Formats for training frameworks hold examples only. */
const isFor = (format: string, what: ExportWhat): boolean =>
  format === 'csv' || format === 'jsonl' || format === 'parquet' || what === 'labels' || what === 'pairs';

/** Asks for exports and shows how far they are. */
export function ExportPanel({ catalogId }: { catalogId: string }) {
  const [what, setWhat] = useState<ExportWhat>('labels');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [sellerKey, setSellerKey] = useState('');
  const client = useQueryClient();
  const key = ['exports', catalogId];
  const pause = useLive('labels', key);
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ exports: ExportView[] }>(`/api/exports?catalog=${catalogId}`),
    refetchInterval: (query) => pause(query.state.data?.exports.some(isOpen) ? 700 : 20_000),
  });
  const bySeller = what === 'catalog' || what === 'differences';
  const start = useMutation({
    mutationFn: () =>
      fetchJson(`/api/exports?catalog=${catalogId}`, {
        method: 'POST',
        body: JSON.stringify({
          what,
          format,
          filter: bySeller && sellerKey.trim() ? { sellerKey: sellerKey.trim() } : {},
        }),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <Card aria-label="Exports" className="space-y-4">
      <h2>Export</h2>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        <Field label="What">
          <Select
            value={what}
            onChange={(event) => {
              const chosen = event.target.value as ExportWhat;
              setWhat(chosen);
              if (!isFor(format, chosen)) setFormat('csv');
            }}
          >
            {Object.entries(whats).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Format">
          <Select value={format} onChange={(event) => setFormat(event.target.value as ExportFormat)}>
            {Object.entries(formats)
              .filter(([value]) => isFor(value, what))
              .map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        {bySeller ? (
          <Field label="Only seller" hint="The seller’s key; empty: all sellers.">
            <Input value={sellerKey} onChange={(event) => setSellerKey(event.target.value)} />
          </Field>
        ) : null}
        <Button type="submit" look="primary" disabled={start.isPending}>
          Make export
        </Button>
        {start.error ? (
          <p role="alert" className="text-sm text-stop">
            {start.error.message}
          </p>
        ) : null}
      </form>
      <ul className="divide-y divide-line border-t border-line" aria-live="polite">
        {data?.exports.map((view) => (
          <ExportRow key={view.id} view={view} catalogId={catalogId} />
        ))}
      </ul>
    </Card>
  );
}

function ExportRow({ view, catalogId }: { view: ExportView; catalogId: string }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => fetchJson(`/api/exports/${view.id}?catalog=${catalogId}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['exports', catalogId] }),
  });
  return (
    <li className="space-y-1.5 py-3 text-sm">
      <div className="flex items-center justify-between gap-2">
        <span>
          {whats[view.what]}, {formats[view.format]}
        </span>
        <WorkState state={view.state} />
      </div>
      {isOpen(view) ? (
        <div className="flex items-center gap-3">
          <progress
            className="h-2 w-full accent-accent"
            max={view.rowsTotal ?? undefined}
            value={view.rowsTotal === null ? undefined : view.rowsDone}
            aria-label="rows written"
          />
          <Button size="small" onClick={() => cancel.mutate()} disabled={cancel.isPending}>
            Cancel
          </Button>
        </div>
      ) : (
        <div className="flex items-center justify-between gap-2 text-muted">
          <span>
            {number.format(view.rowsDone)} rows
            {view.bytes === null ? '' : `, ${number.format(Math.ceil(view.bytes / 1024))} KiB`}
          </span>
          {view.state === 'done' ? (
            <a
              className={buttonClasses({ size: 'small' })}
              href={`/api/exports/${view.id}?catalog=${catalogId}`}
              download
            >
              Download
            </a>
          ) : null}
        </div>
      )}
      {view.failure ? <p className="text-stop">{view.failure}</p> : null}
    </li>
  );
}
