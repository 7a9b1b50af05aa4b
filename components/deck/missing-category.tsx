'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { useKeyWords } from './answer-button.tsx';

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
  const t = useTranslations('sheets.picker');
  const keyOf = useKeyWords('category');
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
        {t('proposed', { name, skip: keyOf('skip'), escalate: keyOf('escalate') })}
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
        {t('missing')}
      </p>
      <label className="flex flex-col gap-1">
        {t('where')}
        <input
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.target.value)}
          className="h-9 rounded-md border border-line bg-page px-2"
        />
      </label>
      <Button type="submit" className="self-start" disabled={propose.isPending}>
        {t('propose', { name })}
      </Button>
      {propose.isError ? <p className="text-stop">{t('notSent')}</p> : null}
    </form>
  );
}
