'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import type { GuidelineText } from '#server/categorization/schema-guideline.ts';
import { useKeyWords } from './answer-button.tsx';
import { ChangedSince, GuidelineHistory, useGuidelineVersions } from './guideline-history.tsx';
import { MarkdownText } from './markdown-text.tsx';
import { Sheet } from './sheet.tsx';
import { useGuideline } from './use-guideline.ts';

interface Saved {
  ok: boolean;
}

function Editor({
  categoryId,
  catalogId,
  guideline,
  onDone,
}: {
  categoryId: string;
  catalogId: string;
  guideline: GuidelineText | null;
  onDone: () => void;
}) {
  const t = useTranslations('deck.guideline');
  const client = useQueryClient();
  const isOwn = guideline?.categoryId === categoryId;
  const [body, setBody] = useState(isOwn ? guideline.body : '');
  const save = useMutation({
    mutationFn: () =>
      fetchJson<Saved>('/api/review/categories/guideline', {
        method: 'PUT',
        body: JSON.stringify({ catalogId, categoryId, body, basedOn: isOwn ? guideline.version : 0 }),
      }),
    onSuccess: (said) => {
      void client.invalidateQueries({ queryKey: ['guideline'] });
      if (said.ok) onDone();
    },
  });
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <label className="flex flex-col gap-1 text-sm">
        {t('field')}
        <textarea
          value={body}
          onChange={(event) => setBody(event.target.value)}
          rows={12}
          className="rounded-md border border-line bg-page p-2 font-mono text-sm"
        />
      </label>
      {save.data && !save.data.ok ? (
        <p role="alert" className="text-sm text-stop">
          {t('overtaken')}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={save.isPending || body.trim() === ''}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

interface Unread {
  categoryId: string;
  version: number;
  /** Read before; 0 where nothing was. */
  seen: number;
}

/** Marks an open guideline as read. Returns what had been read before, for as long as it lies open. */
function useReading(guideline: GuidelineText | null, open: boolean): Unread | null {
  const client = useQueryClient();
  const [unread, setUnread] = useState<Unread | null>(null);
  const { isNew = false, categoryId, version, seen } = guideline ?? {};
  useEffect(() => {
    if (!open) return setUnread(null);
    if (!isNew || !categoryId || version === undefined || seen === undefined) return;
    setUnread({ categoryId, version, seen });
    void fetchJson('/api/review/categories/guideline', {
      method: 'POST',
      body: JSON.stringify({ categoryId, version }),
    })
      .then(() => client.invalidateQueries({ queryKey: ['guideline'] }))
      .catch(() => undefined); // it is flagged again next time
  }, [open, isNew, categoryId, version, seen, client]);
  return unread?.categoryId === categoryId && unread?.version === version ? unread : null;
}

/** What holds for a category. Opening it is reading it: the mark "changed" goes. Leads write here. */
export function GuidelineSheet({
  catalogId,
  categoryId,
  open,
  onOpenChange,
}: {
  catalogId: string;
  categoryId: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('deck.guideline');
  const { day } = useFormat();
  const mayWrite = useMay('lead');
  const keyOf = useKeyWords('category');
  const { data } = useGuideline(catalogId, categoryId);
  const [isWriting, setIsWriting] = useState(false);
  const guideline = data?.guideline ?? null;
  const unread = useReading(guideline, open);
  const versions = useGuidelineVersions(catalogId, open ? guideline : null);
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange}>
      {categoryId === null ? <p className="text-sm text-muted">{t('noProposal')}</p> : null}
      {isWriting && categoryId ? (
        <Editor
          catalogId={catalogId}
          categoryId={categoryId}
          guideline={guideline}
          onDone={() => setIsWriting(false)}
        />
      ) : (
        <div className="flex flex-col gap-3">
          {guideline ? (
            <>
              <p className="text-sm text-muted">
                {t('version', {
                  path: guideline.pathName.replaceAll(' > ', ' › '),
                  version: String(guideline.version),
                  by: guideline.by,
                  day: day(guideline.at),
                })}
              </p>
              {unread && unread.seen > 0 && versions ? (
                <ChangedSince versions={versions} guideline={guideline} seen={unread.seen} />
              ) : null}
              <MarkdownText text={guideline.body} />
            </>
          ) : (
            <p className="text-sm text-muted">{t('none', { escalate: keyOf('escalate') })}</p>
          )}
          {mayWrite && categoryId ? (
            <Button className="self-start" onClick={() => setIsWriting(true)}>
              {guideline?.categoryId === categoryId ? t('change') : t('write')}
            </Button>
          ) : null}
          {versions && versions.length > 1 ? <GuidelineHistory versions={versions} /> : null}
        </div>
      )}
    </Sheet>
  );
}
