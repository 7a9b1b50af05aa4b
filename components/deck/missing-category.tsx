'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';

/** Nothing is found: the name may be missing in the taxonomy. A proposal goes to its owner, with the listing in hand. */
export function MissingCategory({
  catalogId,
  name,
  productId,
}: {
  catalogId: string;
  name: string;
  productId: string | null;
}) {
  const [note, setNote] = useState('');
  const propose = useMutation({
    mutationFn: () =>
      fetchJson('/api/review/categories/proposals', {
        method: 'POST',
        body: JSON.stringify({ catalogId, parentId: null, name, productId, note }),
      }),
  });
  if (propose.isSuccess)
    return (
      <p role="status" className="px-3 py-2 text-sm text-ok">
        “{name}” is proposed. Close this and put the listing off with S, or hand it on with E.
      </p>
    );
  return (
    <form
      className="flex flex-col gap-2 px-3 py-2 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate();
      }}
    >
      <p role="status" className="text-muted">
        No category of that name. Is it missing?
      </p>
      <label className="flex flex-col gap-1">
        Where it belongs, and why
        <input
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.target.value)}
          className="h-9 rounded-md border border-line bg-page px-2"
        />
      </label>
      <Button type="submit" className="self-start" disabled={propose.isPending}>
        Propose “{name}”
      </Button>
      {propose.isError ? <p className="text-stop">Not sent; try again.</p> : null}
    </form>
  );
}
