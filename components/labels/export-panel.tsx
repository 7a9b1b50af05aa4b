'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#components/desk/live.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import { isOpen, WorkState } from '#components/ui/work-state.tsx';
import type { ExportFormat, ExportView, ExportWhat } from '#server/labels/schema.ts';

const whats: readonly ExportWhat[] = ['labels', 'pairs', 'clusters', 'records', 'catalog', 'differences'];
const formats: readonly ExportFormat[] = [
  ...(['csv', 'jsonl', 'parquet', 'tfrecord', 'huggingface', 'labelstudio'] as const),
];
/** Formats for training frameworks hold examples only. */
const isFor = (format: string, what: ExportWhat): boolean =>
  format === 'csv' || format === 'jsonl' || format === 'parquet' || what === 'labels' || what === 'pairs';

/** Asks for exports and shows how far they are. */
export function ExportPanel({ catalogId }: { catalogId: string }) {
  const t = useTranslations('labels');
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
    <Card aria-label={t('export.label')} className="space-y-4">
      <h2>{t('export.title')}</h2>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        <Field label={t('export.what')}>
          <Select
            value={what}
            onChange={(event) => {
              const chosen = event.target.value as ExportWhat;
              setWhat(chosen);
              if (!isFor(format, chosen)) setFormat('csv');
            }}
          >
            {whats.map((value) => (
              <option key={value} value={value}>
                {t(`what.${value}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('export.format')}>
          <Select value={format} onChange={(event) => setFormat(event.target.value as ExportFormat)}>
            {formats
              .filter((value) => isFor(value, what))
              .map((value) => (
                <option key={value} value={value}>
                  {t(`format.${value}`)}
                </option>
              ))}
          </Select>
        </Field>
        {bySeller ? (
          <Field label={t('export.seller')} hint={t('export.sellerHint')}>
            <Input value={sellerKey} onChange={(event) => setSellerKey(event.target.value)} />
          </Field>
        ) : null}
        <Button type="submit" look="primary" disabled={start.isPending}>
          {t('export.make')}
        </Button>
        <ErrorLine error={start.error} />
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
  const t = useTranslations('labels');
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => fetchJson(`/api/exports/${view.id}?catalog=${catalogId}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['exports', catalogId] }),
  });
  return (
    <li className="space-y-1.5 py-3 text-sm">
      <div className="flex items-center justify-between gap-2">
        <span>{t('export.row', { what: t(`what.${view.what}`), format: t(`format.${view.format}`) })}</span>
        <WorkState state={view.state} />
      </div>
      {isOpen(view) ? (
        <div className="flex items-center gap-3">
          <progress
            className="h-2 w-full accent-accent"
            max={view.rowsTotal ?? undefined}
            value={view.rowsTotal === null ? undefined : view.rowsDone}
            aria-label={t('export.progress')}
          />
          <Button size="small" onClick={() => cancel.mutate()} disabled={cancel.isPending}>
            {t('export.cancel')}
          </Button>
        </div>
      ) : (
        <div className="flex items-center justify-between gap-2 text-muted">
          <span>
            {view.bytes === null
              ? t('export.rows', { rows: view.rowsDone })
              : t('export.rowsSize', { rows: view.rowsDone, size: Math.ceil(view.bytes / 1024) })}
          </span>
          {view.state === 'done' ? (
            <a
              className={buttonClasses({ size: 'small' })}
              href={`/api/exports/${view.id}?catalog=${catalogId}`}
              download
            >
              {t('export.download')}
            </a>
          ) : null}
        </div>
      )}
      {view.failure ? <p className="text-stop">{view.failure}</p> : null}
    </li>
  );
}
