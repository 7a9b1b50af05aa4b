'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { AcceptedView } from '#server/acceptance/schema.ts';
import type { Queue } from '#server/review/schema.ts';

const queueAt: Record<Queue, string> = { categories: '/review/categories', duplicates: '/review/duplicates' };

interface TakeBackProps {
  catalogId: string;
  queue: Queue;
  item: AcceptedView;
}

/** Takes one thing back that a policy decided: first says what that changes and asks why, since the next person reads it. */
export function TakeBack({ catalogId, queue, item }: TakeBackProps) {
  const t = useTranslations('acceptance.accepted');
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const title = item.listings[0]?.title ?? '';
  const act = useMutation({
    mutationFn: () =>
      fetchJson('/api/acceptance/take-back', {
        method: 'POST',
        body: JSON.stringify({ catalogId, queue, decisionId: item.decisionId, reason }),
      }),
    onSettled: () =>
      Promise.all(
        ['accepted', 'acceptance'].map((name) =>
          client.invalidateQueries({ queryKey: [name, catalogId, queue] }),
        ),
      ),
  });
  if (act.isSuccess)
    return (
      // The button that had the focus is gone: the message takes it.
      <p role="status" tabIndex={-1} ref={(node) => node?.focus()} className="outline-none">
        {t.rich('done', {
          link: (text) => (
            <Link href={queueAt[queue]} className="text-accent underline">
              {text}
            </Link>
          ),
        })}
      </p>
    );
  if (item.returned) return null;
  if (!isAsking)
    return (
      <Button size="small" onClick={() => setIsAsking(true)} aria-label={t('goOf', { title })}>
        {t('go')}
      </Button>
    );
  return (
    <form
      className="space-y-2 rounded border border-line p-3"
      aria-label={t('goOf', { title })}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate();
      }}
      onKeyDown={(event) => event.key === 'Escape' && setIsAsking(false)}
    >
      <p>
        {queue === 'categories'
          ? t('effect.categories', { before: item.before ?? t('noCategory') })
          : t('effect.duplicates', { count: item.listings.length })}
      </p>
      <Field label={t('why')}>
        <Input
          autoFocus
          required
          minLength={3}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <div className="flex gap-2">
        <Button size="small" type="submit" disabled={act.isPending}>
          {t('send')}
        </Button>
        <Button size="small" onClick={() => setIsAsking(false)}>
          {t('cancel')}
        </Button>
      </div>
      <ErrorLine error={act.error} />
    </form>
  );
}
