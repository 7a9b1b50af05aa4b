'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useLive } from '#components/desk/live.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { isOpen, WorkState } from '#components/ui/work-state.tsx';
import type { ImportView } from '#server/catalog/schema.ts';

const counts = ['read', 'created', 'updated', 'unchanged', 'rejected', 'delisted'] as const;

/** Imports of the catalog with their counts: read = created + updated + unchanged + rejected. */
export function ImportList({ catalogId, mayCancel }: { catalogId: string; mayCancel: boolean }) {
  const t = useTranslations('importing.list');
  const why = useWhy();
  const key = ['imports', catalogId];
  const pause = useLive('imports', key);
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ imports: ImportView[] }>(`/api/imports?catalog=${catalogId}`),
    refetchInterval: (query) => pause(query.state.data?.imports.some(isOpen) ? 800 : 10_000),
  });
  if (error)
    return (
      <p role="alert" className="text-sm text-stop">
        {t('unreadable', { why: why(error) })}
      </p>
    );
  if (!data || data.imports.length === 0) return null;
  return (
    <ScrollBox label={t('label')} className="rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="border-b border-line text-left text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 font-medium">
              {t('file')}
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              {t('state')}
            </th>
            {counts.map((count) => (
              <th key={count} scope="col" className="px-3 py-2 text-right font-medium">
                {t(`count.${count}`)}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.imports.map((run) => (
            <ImportRow key={run.id} run={run} catalogId={catalogId} mayCancel={mayCancel} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function ImportRow({
  run,
  catalogId,
  mayCancel,
}: {
  run: ImportView;
  catalogId: string;
  mayCancel: boolean;
}) {
  const t = useTranslations('importing.list');
  const { moment, number } = useFormat();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => fetchJson(`/api/imports/${run.id}?catalog=${catalogId}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports', catalogId] }),
  });
  return (
    <tr className="border-b border-line last:border-0">
      <td className="px-3 py-2">
        {run.fileName}
        <span className="block text-xs text-muted">
          {t.rich(run.mode === 'delta' ? 'delta' : 'full', {
            time: () => <time dateTime={run.createdAt}>{moment(run.createdAt)}</time>,
          })}
        </span>
      </td>
      <td className="px-3 py-2">
        <WorkState state={run.state} />
        {run.failure ? <span className="block max-w-72 text-xs text-stop">{run.failure}</span> : null}
      </td>
      {counts.map((count) => (
        <td key={count} className="px-3 py-2 text-right">
          {number.format(run[count])}
        </td>
      ))}
      <td className="px-3 py-2 text-right whitespace-nowrap">
        {run.rejected > 0 ? (
          <a
            className="text-accent underline"
            href={`/api/imports/${run.id}/rejects?catalog=${catalogId}`}
            download
          >
            {t('rejects')}
          </a>
        ) : null}
        {isOpen(run) && mayCancel ? (
          <Button size="small" onClick={() => cancel.mutate()} disabled={cancel.isPending}>
            {t('cancel')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
