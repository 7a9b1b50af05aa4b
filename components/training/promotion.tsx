'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import type { RunView } from '#server/training/schema.ts';

/** Puts a run's model to use; a provisional evaluation asks for an acknowledgement (law 8). */
export function Promotion({ run, onChange }: { run: RunView; onChange: () => void }) {
  const t = useTranslations('training.promote');
  const [isRead, setIsRead] = useState(false);
  const promote = useMutation({
    mutationFn: () =>
      fetchJson('/api/training/promote', {
        method: 'POST',
        body: JSON.stringify({ runId: run.id, acknowledgeProvisional: isRead }),
      }),
    onSettled: onChange,
  });
  const may = useMay('lead', 'ml');
  const needsReading = (run.evaluation ?? run.pairs)?.provisional ?? false;
  if (!may) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {needsReading ? (
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={isRead} onChange={(event) => setIsRead(event.target.checked)} />
          {t('read')}
        </label>
      ) : null}
      <Button onClick={() => promote.mutate()} disabled={promote.isPending || (needsReading && !isRead)}>
        {t('go')}
      </Button>
      <ErrorLine error={promote.error} />
    </div>
  );
}
