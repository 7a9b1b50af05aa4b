'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import type { ItemComment } from '#server/review/schema-notes.ts';
import { MarkdownText } from './markdown-text.tsx';
import { Sheet } from './sheet.tsx';

/** Comments on the item in hand. They stay with the product or cluster, whoever gets it next. */
export function NotesSheet({
  catalogId,
  subjectId,
  open,
  onOpenChange,
}: {
  catalogId: string;
  subjectId: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('sheets.notes');
  const { moment } = useFormat();
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const queryKey = ['comments', subjectId];
  const { data, isError } = useQuery({
    queryKey,
    queryFn: () =>
      fetchJson<{ comments: ItemComment[] }>(
        `/api/review/comments?${new URLSearchParams({ catalog: catalogId, subject: subjectId ?? '' })}`,
      ),
    enabled: open && subjectId !== null,
  });
  const add = useMutation({
    mutationFn: () =>
      fetchJson('/api/review/comments', {
        method: 'POST',
        body: JSON.stringify({ catalogId, subjectId, body }),
      }),
    onSuccess: () => {
      setBody('');
      void client.invalidateQueries({ queryKey });
    },
  });
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange}>
      <ul className="mb-3 flex flex-col gap-3">
        {(data?.comments ?? []).map((comment) => (
          <li key={comment.id} className="border-b border-line pb-2">
            <p className="text-xs text-muted">
              {t(comment.mentions.length > 0 ? 'lineTo' : 'line', {
                by: comment.by,
                moment: moment(comment.at),
                names: comment.mentions.join(', '),
              })}
            </p>
            <MarkdownText text={comment.body} />
          </li>
        ))}
      </ul>
      {data && data.comments.length === 0 ? <p className="mb-3 text-sm text-muted">{t('none')}</p> : null}
      {isError ? <p className="mb-3 text-sm text-stop">{t('failed')}</p> : null}
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (body.trim()) add.mutate();
        }}
      >
        <label className="flex flex-col gap-1 text-sm">
          {t('field')}
          <textarea
            value={body}
            onChange={(event) => setBody(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && body.trim()) add.mutate();
            }}
            rows={3}
            className="rounded-md border border-line bg-page p-2 text-sm"
          />
        </label>
        <Button
          type="submit"
          look="primary"
          className="self-start"
          disabled={add.isPending || body.trim() === ''}
        >
          {t('add')}
        </Button>
        {add.isError ? <p className="text-sm text-stop">{t('notSaved')}</p> : null}
      </form>
    </Sheet>
  );
}
