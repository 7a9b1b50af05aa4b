'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#components/desk/live.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import { isOpen, WorkState } from '#components/ui/work-state.tsx';
import type { LabelImportView } from '#server/labels/schema.ts';

function useReason(): (row: LabelImportView['rejects'][number]) => string {
  const t = useTranslations('labels.fault');
  return ({ reason, fault }) => {
    if (!fault) return reason;
    return 'value' in fault ? t(fault.code, { value: fault.value }) : t(fault.code);
  };
}

/** Brings labels from a file, and shows what became of each row. */
export function LabelImportPanel({ catalogId }: { catalogId: string }) {
  const t = useTranslations('labels.import');
  const reasonOf = useReason();
  const chosen = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const key = ['label-imports', catalogId];
  const pause = useLive('labels', key);
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ imports: LabelImportView[] }>(`/api/labels/imports?catalog=${catalogId}`),
    refetchInterval: (query) => pause(query.state.data?.imports.some(isOpen) ? 700 : 30_000),
  });
  const start = useMutation({
    mutationFn: async (file: File) => {
      const { uploadId } = await fetchJson<{ uploadId: string }>(
        `/api/upload?name=${encodeURIComponent(file.name)}&catalog=${catalogId}`,
        { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } },
      );
      return fetchJson(`/api/labels/imports?catalog=${catalogId}`, {
        method: 'POST',
        body: JSON.stringify({ uploadId, fileName: file.name }),
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <Card aria-label={t('title')} className="space-y-4">
      <h2>{t('title')}</h2>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          const file = chosen.current?.files?.[0];
          if (file) start.mutate(file);
        }}
      >
        <Field label={t('file')} hint={t('hint')}>
          <Input
            ref={chosen}
            type="file"
            required
            accept=".csv,.tsv,.jsonl,.ndjson,.json,.parquet,.tfrecord,.tar"
          />
        </Field>
        <Button type="submit" disabled={start.isPending}>
          {t(start.isPending ? 'sending' : 'go')}
        </Button>
        <ErrorLine error={start.error} />
      </form>
      <ul className="divide-y divide-line border-t border-line" aria-live="polite">
        {data?.imports.map((view) => (
          <li key={view.id} className="space-y-1 py-3 text-sm">
            <div className="flex items-center justify-between gap-2">
              <span className="truncate">{view.fileName}</span>
              <WorkState state={view.state} />
            </div>
            <p className="text-muted">
              {t('result', {
                read: view.read,
                recorded: view.recorded,
                unchanged: view.unchanged,
                rejected: view.rejected,
              })}
            </p>
            {view.failure ? <p className="text-stop">{view.failure}</p> : null}
            {view.rejects.length > 0 ? (
              <details>
                <summary>{t('rejects')}</summary>
                <ul className="mt-1 space-y-0.5 text-muted">
                  {view.rejects.map((row) => (
                    <li key={row.line}>{t('line', { line: String(row.line), reason: reasonOf(row) })}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
