'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/field.tsx';
import type { LabelView } from '#server/labels/schema.ts';

/** Sends the product back to the queue: first asks why, since the next person will read it. */
export function ReopenLabel({ label, catalogId }: { label: LabelView; catalogId: string }) {
  const t = useTranslations('labels.reopen');
  const why = useWhy();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const reopen = useMutation({
    mutationFn: () =>
      fetchJson(`/api/labels/reopen?catalog=${catalogId}`, {
        method: 'POST',
        body: JSON.stringify({ productId: label.subjectId, reason }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['labels', catalogId] }),
  });
  if (!isAsking)
    return (
      <Button size="small" onClick={() => setIsAsking(true)} aria-label={t('goOf', { title: label.title })}>
        {t('go')}
      </Button>
    );
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        reopen.mutate();
      }}
    >
      <Input
        autoFocus
        required
        minLength={3}
        maxLength={300}
        value={reason}
        aria-label={t('why', { title: label.title })}
        placeholder={t('hint')}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setIsAsking(false)}
      />
      <Button size="small" type="submit" disabled={reopen.isPending}>
        {t('send')}
      </Button>
      {reopen.error ? (
        <span role="alert" className="text-stop">
          {why(reopen.error)}
        </span>
      ) : null}
    </form>
  );
}
