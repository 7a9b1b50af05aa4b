'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useActor, useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { NextStepCard } from '#components/training/next-step.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { FileDrop, type Uploaded } from './file-drop.tsx';
import { ImportList } from './import-list.tsx';
import { MappingForm } from './mapping-form.tsx';

/** From a file to a running import: drop, check the mapping, start, watch. */
export function ImportDesk() {
  const t = useTranslations('importing');
  const catalog = useCatalogOrNull();
  const actor = useActor();
  const [feed, setFeed] = useState<Uploaded | null>(null);
  const mayImport = actor.role === 'admin' || actor.role === 'lead';
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="space-y-5">
        {!catalog && !feed && actor.role === 'admin' ? <DemoOffer /> : null}
        {catalog && !feed ? <NextStepCard catalogId={catalog.catalogId} /> : null}
        {mayImport && !feed ? (
          <FileDrop
            label={t('drop')}
            accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.gz"
            onUploaded={setFeed}
          />
        ) : null}
        {mayImport ? null : <p className="text-sm text-muted">{t('whoMay')}</p>}
        {feed ? (
          <MappingForm feed={feed} catalogId={catalog?.catalogId ?? null} onEnd={() => setFeed(null)} />
        ) : null}
        {catalog ? <ImportList catalogId={catalog.catalogId} mayCancel={mayImport} /> : null}
      </div>
    </>
  );
}

function DemoOffer() {
  const t = useTranslations('importing.demo');
  const router = useRouter();
  const client = useQueryClient();
  const load = useMutation({
    mutationFn: () => fetchJson<{ started: boolean }>('/api/demo', { method: 'POST' }),
    onSuccess: async () => {
      // The catalog appears a few seconds later, when its files are drawn; then this page is another.
      for (let tries = 0; tries < 60; tries++) {
        await new Promise((wake) => setTimeout(wake, 1500));
        const { imports } = await fetchJson<{ imports: unknown[] }>('/api/imports');
        if (imports.length > 0) break;
      }
      await client.invalidateQueries();
      router.refresh();
    },
  });
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4">
      <div>
        <h2>{t('title')}</h2>
        <p className="mt-1 max-w-prose text-sm text-muted">{t('about')}</p>
      </div>
      <Button look="primary" onClick={() => load.mutate()} disabled={load.isPending}>
        {t(load.isPending ? 'loading' : 'load')}
      </Button>
      <ErrorLine error={load.error} />
    </Card>
  );
}
