'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import type { GuidelineText } from '#server/categorization/schema-guideline.ts';
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
        Guideline for this category, in Markdown
        <textarea
          value={body}
          onChange={(event) => setBody(event.target.value)}
          rows={12}
          className="rounded-md border border-line bg-page p-2 font-mono text-sm"
        />
      </label>
      {save.data && !save.data.ok ? (
        <p role="alert" className="text-sm text-stop">
          Somebody has written a newer version meanwhile. Copy your text, close, and open it again.
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={save.isPending || body.trim() === ''}>
          Save a new version
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
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
  const client = useQueryClient();
  const mayWrite = useMay('lead');
  const { data } = useGuideline(catalogId, categoryId);
  const [isWriting, setIsWriting] = useState(false);
  const guideline = data?.guideline ?? null;
  const isNew = open && guideline?.isNew;
  const version = guideline?.version;
  const of = guideline?.categoryId;
  useEffect(() => {
    if (!isNew || !of) return;
    void fetchJson('/api/review/categories/guideline', {
      method: 'POST',
      body: JSON.stringify({ categoryId: of, version }),
    })
      .then(() => client.invalidateQueries({ queryKey: ['guideline'] }))
      .catch(() => undefined); // it is flagged again next time
  }, [isNew, of, version, client]);
  return (
    <Sheet
      title="Guideline"
      description="What belongs in this category"
      open={open}
      onOpenChange={onOpenChange}
    >
      {categoryId === null ? <p className="text-sm text-muted">There is no proposed category.</p> : null}
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
                {guideline.pathName.replaceAll(' > ', ' › ')} · version {guideline.version} · {guideline.by},{' '}
                {new Date(guideline.at).toLocaleDateString()}
              </p>
              <MarkdownText text={guideline.body} />
            </>
          ) : (
            <p className="text-sm text-muted">
              Nothing is written for this category or above it. Hand it to a lead with E when it matters.
            </p>
          )}
          {mayWrite && categoryId ? (
            <Button className="self-start" onClick={() => setIsWriting(true)}>
              {guideline?.categoryId === categoryId ? 'Change' : 'Write one for this category'}
            </Button>
          ) : null}
        </div>
      )}
    </Sheet>
  );
}
