'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useActor, useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, PageHeader } from '#components/ui/card.tsx';
import { FileDrop, type Uploaded } from './file-drop.tsx';
import { ImportList } from './import-list.tsx';
import { MappingForm } from './mapping-form.tsx';

/** From a file to a running import: drop, check the mapping, start, watch. */
export function ImportDesk() {
  const catalog = useCatalogOrNull();
  const actor = useActor();
  const [feed, setFeed] = useState<Uploaded | null>(null);
  const mayImport = actor.role === 'admin' || actor.role === 'lead';
  return (
    <>
      <PageHeader
        title="Import"
        lead="CSV, TSV, JSON Lines or Parquet. The columns are guessed and shown before anything is written; every row that is refused is kept with its line and reason."
      />
      <div className="space-y-5">
        {!catalog && actor.role === 'admin' ? <DemoOffer /> : null}
        {mayImport && !feed ? (
          <FileDrop
            label="Drop a product file here"
            accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.gz"
            onUploaded={setFeed}
          />
        ) : null}
        {mayImport ? null : <p className="text-sm text-muted">A lead or an admin starts imports.</p>}
        {feed ? (
          <MappingForm feed={feed} catalogId={catalog?.catalogId ?? null} onEnd={() => setFeed(null)} />
        ) : null}
        {catalog ? <ImportList catalogId={catalog.catalogId} mayCancel={mayImport} /> : null}
      </div>
    </>
  );
}

function DemoOffer() {
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
        <h2>New here?</h2>
        <p className="mt-1 max-w-prose text-sm text-muted">
          The demonstration marketplace has 2,400 listings of twelve sellers in five languages, with planted
          mistakes. It goes through the same import, models and queues as your own data.
        </p>
      </div>
      <Button look="primary" onClick={() => load.mutate()} disabled={load.isPending}>
        {load.isPending ? 'Drawing the catalog …' : 'Load the demo'}
      </Button>
      {load.error ? (
        <p role="alert" className="text-sm text-stop">
          {load.error.message}
        </p>
      ) : null}
    </Card>
  );
}
