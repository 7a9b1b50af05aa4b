'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import type { SelectionOutcome } from '#server/categorization/schema-grid.ts';
import type { UndoOutcome } from '#server/review/schema.ts';
import type { AnswerSaid, HistoryEntry, UndoPreview, UndoState } from '#server/review/schema-history.ts';
import { newKey } from './send-operation.ts';
import { Sheet } from './sheet.tsx';

const queueOf = (entry: HistoryEntry) => (entry.kind === 'category' ? 'categories' : 'duplicates');
type Translate = ReturnType<typeof useTranslations<'sheets.history'>>;

/** The answer in the words of the buttons. */
function answerWords(t: Translate, answer: AnswerSaid): string {
  switch (answer.code) {
    case 'category':
      return answer.values.name ?? t('answer.aCategory');
    case 'bulk':
    case 'merge':
    case 'split':
      return t(`answer.${answer.code}`, answer.values);
    default:
      return t(`answer.${answer.code}`);
  }
}

function stateWords(t: Translate, state: UndoState | null): string {
  if (!state) return t('nothing');
  switch (state.code) {
    case 'path':
      return state.values.path;
    case 'as-one':
    case 'of-their-own':
    case 'in-force':
    case 'open':
      return t(`state.${state.code}`, state.values);
    default:
      return t(`state.${state.code}`);
  }
}

/** Takes back all rows of an act over many, some at a time; the server tells how far it is. */
async function undoBulk(bulkId: string, onProgress: (left: number) => void): Promise<void> {
  for (;;) {
    const said = await fetchJson<SelectionOutcome>(`/api/review/categories/selection/${bulkId}`, {
      method: 'POST',
      body: JSON.stringify({ act: 'undo' }),
    });
    if (!said.ok || said.selection.done === 0) return;
    onProgress(said.selection.done);
  }
}

/** An undo from the list gives the item back to the queue: what is in the hand now stays there. */
async function undoOne(entry: HistoryEntry): Promise<UndoOutcome> {
  const said = await fetchJson<UndoOutcome>(`/api/review/${queueOf(entry)}/undo`, {
    method: 'POST',
    body: JSON.stringify({
      idempotencyKey: newKey(),
      targetKey: entry.key,
      itemId: entry.itemId,
      kind: 'decide',
    }),
  });
  if (said.ok && said.lease) {
    const { itemId, leaseNumber } = said.lease;
    await fetchJson('/api/review/release', {
      method: 'POST',
      body: JSON.stringify({ leases: [{ itemId, leaseNumber }] }),
    });
  }
  return said;
}

function Preview({ entry }: { entry: HistoryEntry }) {
  const t = useTranslations('sheets.history');
  const { data } = useQuery({
    queryKey: ['undo-preview', entry.key],
    queryFn: () =>
      fetchJson<UndoPreview>(
        `/api/review/${queueOf(entry)}/undo-preview?${new URLSearchParams({ key: entry.key })}`,
      ),
    enabled: entry.kind !== 'bulk',
    staleTime: 0,
  });
  if (entry.kind === 'bulk') return <p className="text-sm">{t('bulk', { count: entry.count })}</p>;
  if (!data) return <p className="text-sm text-muted">{t('looking')}</p>;
  if (!data.ok) return <p className="text-sm text-doubt">{t(`refused.${data.reason}`)}</p>;
  return (
    <dl className="grid grid-cols-[8rem_1fr] gap-x-2 gap-y-0.5 text-sm">
      {data.changes.map((change) => (
        <div key={change.what} className="contents">
          <dt className="text-muted">{t(`what.${change.what}`)}</dt>
          <dd>
            {stateWords(t, change.now)} → <span className="font-medium">{stateWords(t, change.after)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything that I did lately, each with what its undo would change. Bulk acts are one line and one undo. */
export function HistorySheet({
  catalogId,
  open,
  onOpenChange,
  onUndone,
}: {
  catalogId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The deck forgets what was undone here. */
  onUndone: (key: string) => void;
}) {
  const t = useTranslations('sheets.history');
  const { clock } = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const { data, isError } = useQuery({
    queryKey: ['history', catalogId],
    queryFn: () => fetchJson<{ entries: HistoryEntry[] }>(`/api/review/history?catalog=${catalogId}`),
    enabled: open,
    staleTime: 0,
  });
  const undo = useMutation({
    mutationFn: async (entry: HistoryEntry) => {
      if (entry.kind === 'bulk') await undoBulk(entry.key, setProgress);
      else await undoOne(entry);
      onUndone(entry.key);
    },
    onSettled: () => {
      setProgress(null);
      setAsked(null);
      void client.invalidateQueries({ queryKey: ['history', catalogId] });
      void client.invalidateQueries({ queryKey: ['review-status'] });
    },
  });
  const entries = data?.entries ?? [];
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange} wide>
      {isError ? <p className="text-sm text-stop">{t('failed')}</p> : null}
      {data && entries.length === 0 ? <p className="text-sm text-muted">{t('none')}</p> : null}
      <ul className="flex flex-col">
        {entries.map((entry) => (
          <li key={entry.key} className="border-b border-line py-2">
            <div className="flex flex-wrap items-baseline gap-x-3 text-sm">
              <time
                dateTime={entry.at}
                className="min-w-20 shrink-0 whitespace-nowrap tabular-nums text-muted"
              >
                {clock(entry.at)}
              </time>
              <span className={`min-w-0 flex-1 truncate ${entry.isUndone ? 'line-through text-muted' : ''}`}>
                {entry.title}
              </span>
              <span className="text-muted">{answerWords(t, entry.answer)}</span>
              {entry.isUndone ? <span className="text-muted">{t('undone')}</span> : null}
              {entry.isKeptApart ? <span className="text-muted">{t('secondOpinion')}</span> : null}
              {entry.isUndone ? null : (
                <Button
                  size="small"
                  aria-expanded={asked === entry.key}
                  aria-label={t('undoOf', { title: entry.title, answer: answerWords(t, entry.answer) })}
                  onClick={() => setAsked(asked === entry.key ? null : entry.key)}
                >
                  {t('undo')}
                </Button>
              )}
            </div>
            {asked === entry.key ? (
              <div className="mt-2 flex flex-col gap-2 rounded-md border border-line bg-page p-3">
                <Preview entry={entry} />
                <Button
                  size="small"
                  look="primary"
                  className="self-start"
                  disabled={undo.isPending}
                  onClick={() => undo.mutate(entry)}
                >
                  {progress === null ? t('undoThis') : t('toGo', { count: progress })}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="sr-only">
        {undo.isSuccess ? t('announced') : ''}
      </p>
    </Sheet>
  );
}
