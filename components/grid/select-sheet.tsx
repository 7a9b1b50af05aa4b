'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Sheet } from '#components/deck/sheet.tsx';
import { fetchJson } from '#components/fetch-json.ts';
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
  return (
    <>
      <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
        {selection.categories.map((category) => (
          <li key={category.categoryId}>
            {category.pathName.split(' > ').at(-1)}{' '}
            <span className="tabular-nums text-muted">{category.count}</span>
          </li>
        ))}
      </ul>
      <table className="w-full table-fixed text-sm">
        <caption className="pb-1 text-left text-muted">
          {selection.sample.length} of them, drawn by chance
        </caption>
        <thead className="text-left text-muted">
          <tr>
            <th className="w-1/2 font-normal">listing</th>
            <th className="font-normal">given</th>
            <th className="font-normal">becomes</th>
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
              <td className="py-1 pr-3 text-muted">{row.given?.split(' > ').at(-1) ?? 'nothing'}</td>
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
  const { total, waiting, done, left, undone, state } = selection;
  if (state === 'undone') return <p className="text-sm">Taken back: {undone} stand where they stood.</p>;
  return (
    <div className="flex flex-col gap-2 text-sm" aria-live="polite">
      <progress max={total} value={total - waiting} className="h-2 w-full" aria-label="Confirmed" />
      <p className="tabular-nums">
        {done} of {total} confirmed
        {left > 0 ? `, ${left} left alone: changed, or in somebody’s hands` : ''}
        {waiting > 0 ? `, ${waiting} to go` : ''}
      </p>
      {waiting === 0 ? (
        <Button className="self-start" disabled={isBusy} onClick={onUndo}>
          Undo all of it
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
  const isSure = selection !== null && (selection.total <= typedFrom || typed === String(selection.total));
  return (
    <Sheet
      title="Confirm all that match"
      description="A frozen selection, confirmed in one act and undone in one act"
      open={open}
      onOpenChange={close}
      wide
    >
      <div className="flex flex-col gap-4">
        {selection === null ? (
          <div className="flex flex-wrap gap-2">
            {category ? (
              <Button look="primary" disabled={freeze.isPending} onClick={() => freeze.mutate(true)}>
                All that are proposed for {category.name}
              </Button>
            ) : null}
            <Button disabled={freeze.isPending} onClick={() => freeze.mutate(false)}>
              All of this filter, whatever is proposed
            </Button>
          </div>
        ) : null}
        {selection?.total === 0 ? <p className="text-sm text-muted">Nothing free matches.</p> : null}
        {selection && selection.total > 0 && !isStarted ? (
          <>
            <p className="text-sm">
              <span className="text-base font-semibold tabular-nums">{selection.total}</span> listings, frozen
              as they are now: what comes later is not among them. Blind ones, known answers and second
              opinions are never taken.
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
                  Type {selection.total} to confirm
                  <input
                    value={typed}
                    inputMode="numeric"
                    onChange={(event) => setTyped(event.target.value.trim())}
                    className="h-9 w-28 rounded-md border border-line bg-page px-2 tabular-nums"
                  />
                </label>
              ) : null}
              <Button type="submit" look="primary" disabled={!isSure}>
                Confirm {selection.total}
              </Button>
              <Button onClick={() => setSelection(null)}>Choose again</Button>
            </form>
          </>
        ) : null}
        {selection && isStarted ? (
          <Result selection={selection} isBusy={undo.isPending} onUndo={() => undo.mutate(selection)} />
        ) : null}
        {go.isError && selection ? (
          <div role="alert" className="flex items-center gap-3 text-sm text-stop">
            The connection broke; what is confirmed stays confirmed.
            <Button size="small" onClick={() => go.mutate(selection)}>
              Go on
            </Button>
          </div>
        ) : null}
        {freeze.isError || undo.isError ? (
          <p role="alert" className="text-sm text-stop">
            The server does not answer. Try again.
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}
