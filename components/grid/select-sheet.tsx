'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Sheet } from '#components/deck/sheet.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import type { Selection, SelectionOutcome } from '#server/categorization/schema-grid.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';

/** Up to here a button is enough; above it the number is typed. */
const typedFrom = 24;

/** Once, when the form comes: the button that had the focus is gone. */
const focusFirst = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('input, button')?.focus();

async function act(bulkId: string, body: { act: 'confirm' | 'undo'; typed?: number }): Promise<Selection> {
  const said = await fetchJson<SelectionOutcome>(`/api/review/categories/selection/${bulkId}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!said.ok) throw new Error(said.reason);
  return said.selection;
}

function Sample({ selection }: { selection: Selection }) {
  const t = useTranslations('grid.select');
  const { number } = useFormat();
  return (
    <>
      <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
        {selection.categories.map((category) => (
          <li key={category.categoryId}>
            {category.pathName.split(' > ').at(-1)}{' '}
            <span className="tabular-nums text-muted">{number.format(category.count)}</span>
          </li>
        ))}
      </ul>
      <table className="w-full table-fixed text-sm">
        <caption className="pb-1 text-left text-muted">
          {t('sample', { count: selection.sample.length })}
        </caption>
        <thead className="text-left text-muted">
          <tr>
            <th className="w-1/2 font-normal">{t('listing')}</th>
            <th className="font-normal">{t('given')}</th>
            <th className="font-normal">{t('becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {selection.sample.map((row) => (
            <tr key={row.productId} className="border-t border-line align-top">
              <td className="py-1 pr-3">
                <span dir="auto" className="line-clamp-2">
                  {row.title}
                </span>
              </td>
              <td className="py-1 pr-3 text-muted">{row.given?.split(' > ').at(-1) ?? t('nothing')}</td>
              <td className="py-1">{row.pathName.split(' > ').at(-1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Result({
  selection,
  onUndo,
  isBusy,
}: {
  selection: Selection;
  onUndo: () => void;
  isBusy: boolean;
}) {
  const t = useTranslations('grid.select');
  const { total, waiting, done, left, undone, state } = selection;
  if (state === 'undone') return <p className="text-sm">{t('undone', { count: undone })}</p>;
  return (
    <div className="flex flex-col gap-2 text-sm" aria-live="polite">
      <progress max={total} value={total - waiting} className="h-2 w-full" aria-label={t('progress')} />
      <p className="tabular-nums">
        {[
          t('done', { done, total }),
          left > 0 ? t('left', { count: left }) : '',
          waiting > 0 ? t('toGo', { count: waiting }) : '',
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      {waiting === 0 ? (
        <Button className="self-start" disabled={isBusy} onClick={onUndo}>
          {t('undoAll')}
        </Button>
      ) : null}
    </div>
  );
}

/** "All that match": a frozen selection with its count and a sample; nothing is decided before the number is given. */
export function SelectSheet({
  catalogId,
  filter,
  category,
  open,
  onOpenChange,
}: {
  catalogId: string;
  filter: QueueFilter;
  category: { categoryId: string; name: string } | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('grid.select');
  const client = useQueryClient();
  const [selection, setSelection] = useState<Selection | null>(null);
  const [typed, setTyped] = useState('');
  const refresh = () => {
    for (const queryKey of [['review-status'], ['grid-groups'], ['facets'], ['history']])
      void client.invalidateQueries({ queryKey });
  };
  const freeze = useMutation({
    mutationFn: async (withCategory: boolean) => {
      const all = withCategory && category ? { ...filter, category: category.categoryId } : filter;
      const said = await fetchJson<SelectionOutcome>('/api/review/categories/selection', {
        method: 'POST',
        body: JSON.stringify({ catalogId, filter: all }),
      });
      if (said.ok) setSelection(said.selection);
    },
  });
  const go = useMutation({
    mutationFn: async ({ bulkId, total }: Selection) => {
      for (;;) {
        const now = await act(bulkId, { act: 'confirm', typed: total });
        setSelection(now);
        if (now.waiting === 0) return;
      }
    },
    onSettled: refresh,
  });
  const undo = useMutation({
    mutationFn: async ({ bulkId }: Selection) => {
      for (;;) {
        const now = await act(bulkId, { act: 'undo' });
        setSelection(now);
        if (now.state === 'undone') return;
      }
    },
    onSettled: refresh,
  });
  const close = (next: boolean) => {
    if (!next && !go.isPending) {
      setSelection(null);
      setTyped('');
    }
    onOpenChange(next);
  };
  const isStarted = selection !== null && (go.isPending || go.isError || selection.state !== 'frozen');
  const isSure =
    selection !== null &&
    (selection.total <= typedFrom || typed.replace(/[\s.,’'\u00a0\u202f]/g, '') === String(selection.total));
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={close} wide>
      <div className="flex flex-col gap-4">
        {selection === null ? (
          <div className="flex flex-wrap gap-2">
            {category ? (
              <Button look="primary" disabled={freeze.isPending} onClick={() => freeze.mutate(true)}>
                {t('ofCategory', { name: category.name })}
              </Button>
            ) : null}
            <Button disabled={freeze.isPending} onClick={() => freeze.mutate(false)}>
              {t('ofFilter')}
            </Button>
          </div>
        ) : null}
        {selection?.total === 0 ? <p className="text-sm text-muted">{t('none')}</p> : null}
        {selection && selection.total > 0 && !isStarted ? (
          <>
            <p className="text-sm">
              {t.rich('frozen', {
                count: selection.total,
                b: (chunks) => <span className="text-base font-semibold tabular-nums">{chunks}</span>,
              })}
            </p>
            <Sample selection={selection} />
            <form
              ref={focusFirst}
              className="flex flex-wrap items-end gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                if (isSure) go.mutate(selection);
              }}
            >
              {selection.total > typedFrom ? (
                <label className="flex flex-col gap-1 text-sm">
                  {t('type', { count: selection.total })}
                  <input
                    value={typed}
                    inputMode="numeric"
                    onChange={(event) => setTyped(event.target.value)}
                    className="h-9 w-28 rounded-md border border-line bg-page px-2 tabular-nums"
                  />
                </label>
              ) : null}
              <Button type="submit" look="primary" disabled={!isSure}>
                {t('confirm', { count: selection.total })}
              </Button>
              <Button onClick={() => setSelection(null)}>{t('again')}</Button>
            </form>
          </>
        ) : null}
        {selection && isStarted ? (
          <Result selection={selection} isBusy={undo.isPending} onUndo={() => undo.mutate(selection)} />
        ) : null}
        {go.isError && selection ? (
          <div role="alert" className="flex items-center gap-3 text-sm text-stop">
            {t('broke')}
            <Button size="small" onClick={() => go.mutate(selection)}>
              {t('goOn')}
            </Button>
          </div>
        ) : null}
        {freeze.isError || undo.isError ? (
          <p role="alert" className="text-sm text-stop">
            {t('failed')}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}
