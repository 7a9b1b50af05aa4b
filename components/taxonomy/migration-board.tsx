'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { FigureTable, number } from '#components/insights/figure.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { MigrationPage, MigrationView } from '#server/taxonomy/schema.ts';
import { MappingQuestion } from './mapping-question.tsx';

const kindWords: Record<string, string> = {
  kept: 'kept',
  renamed: 'renamed',
  moved: 'moved to another branch',
  recoded: 'same path under a new code',
  split: 'split into several',
  merged: 'likely merged into another',
  retired: 'retired',
};

const applyingRefreshMs = 1000;

/** The way to the next version of the taxonomy: bring the file, answer what only people can know, apply it in one act. */
export function MigrationBoard({ catalogId }: { catalogId: string }) {
  const may = useMay('lead');
  const queries = useQueryClient();
  const router = useRouter();
  const key = ['taxonomy-migration', catalogId];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<MigrationPage>(`/api/taxonomy/migration?catalog=${catalogId}`),
    refetchInterval: (query) => (query.state.data?.applying ? applyingRefreshMs : false),
  });
  const onChange = (): void => void queries.invalidateQueries({ queryKey: key });
  if (!data) return error ? <p role="alert">{error.message}</p> : null;
  return (
    <Card className="mt-4 min-w-0" aria-labelledby="migration">
      <h2 id="migration">Next version</h2>
      {data.applying ? <Applying applying={data.applying} /> : null}
      {data.applying ? null : data.draft ? (
        <Draft
          draft={data.draft}
          may={may}
          onChange={onChange}
          onEnd={() => {
            onChange();
            router.refresh();
          }}
        />
      ) : (
        <>
          <p className="mt-1 max-w-prose text-sm">
            Bring the new file: what was kept, renamed, moved, split, merged or retired is listed, and nothing
            changes before you apply it.
          </p>
          {may ? <NewVersion catalogId={catalogId} onChange={onChange} /> : null}
        </>
      )}
      <FigureTable
        caption="Versions before"
        head={['Version', 'Became', 'By', 'When', 'Products', 'Labels', 'Asked anew']}
        rows={data.history.map((one) => [
          one.to,
          one.state,
          one.endedBy ?? '–',
          one.endedAt ? moment(one.endedAt) : '–',
          number.format(one.counts['products'] ?? 0),
          number.format(one.counts['labels'] ?? 0),
          number.format(one.counts['asked'] ?? 0),
        ])}
      />
    </Card>
  );
}

/** The worker carries products and labels over, a batch at a time; people go on working. */
function Applying({ applying }: { applying: NonNullable<MigrationPage['applying']> }) {
  const { to, products, of } = applying;
  return (
    <div role="status" className="mt-2 grid max-w-prose gap-2 text-sm">
      <p>
        Going over to {to}: {number.format(products)} of {number.format(of)} products. You can go on working;
        what you place meanwhile stays where you put it.
      </p>
      <progress
        className="h-2 w-full accent-accent"
        aria-label="Products carried over"
        value={products}
        max={of}
      />
    </div>
  );
}

function NewVersion({ catalogId, onChange }: { catalogId: string; onChange: () => void }) {
  const chosen = useRef<HTMLInputElement>(null);
  const plan = useMutation({
    mutationFn: async (file: File) => {
      const { uploadId } = await fetchJson<{ uploadId: string }>(
        `/api/upload?name=${encodeURIComponent(file.name)}&catalog=${catalogId}`,
        { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } },
      );
      return fetchJson('/api/taxonomy/migration', {
        method: 'POST',
        body: JSON.stringify({ catalogId, uploadId, fileName: file.name }),
      });
    },
    onSettled: onChange,
  });
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const file = chosen.current?.files?.[0];
        if (file) plan.mutate(file);
      }}
    >
      <Field
        label="Taxonomy file"
        hint="Google or Shopify text, or a table with id, parent_id and name columns."
      >
        <Input ref={chosen} type="file" accept=".txt,.csv,.tsv,.jsonl,.parquet" required />
      </Field>
      <Button type="submit" disabled={plan.isPending}>
        {plan.isPending ? 'Comparing…' : 'Compare with the version in use'}
      </Button>
      {plan.error ? (
        <p role="alert" className="text-sm text-stop">
          Not compared: {plan.error.message}
        </p>
      ) : null}
    </form>
  );
}

interface DraftProps {
  draft: MigrationView;
  may: boolean;
  onChange: () => void;
  onEnd: () => void;
}

function Draft({ draft, may, onChange, onEnd }: DraftProps) {
  return (
    <>
      <p className="mt-1 text-sm">
        From {draft.from} to {draft.to}, compared by {draft.createdBy} on {moment(draft.createdAt)}.{' '}
        {number.format(draft.added)} categories are new.
      </p>
      <FigureTable
        caption="What became of the categories in use"
        head={['', 'Categories', 'Products in them']}
        rows={draft.counts.map((row) => [
          kindWords[row.kind] ?? row.kind,
          number.format(row.categories),
          number.format(row.products),
        ])}
      />
      {draft.questions.length > 0 ? (
        <section aria-labelledby="questions" className="mt-4">
          <h3 id="questions" className="font-medium">
            {draft.open > 0 ? `${number.format(draft.open)} to decide` : 'All decided'}
          </h3>
          <ul className="mt-2 divide-y divide-line">
            {draft.questions.map((question) => (
              <MappingQuestion
                key={question.fromId}
                migrationId={draft.id}
                question={question}
                may={may}
                onChange={onChange}
              />
            ))}
          </ul>
        </section>
      ) : null}
      {may ? <End draft={draft} onEnd={onEnd} /> : null}
    </>
  );
}

function End({ draft, onEnd }: { draft: MigrationView; onEnd: () => void }) {
  const [isAsked, setIsAsked] = useState(false);
  const end = useMutation({
    mutationFn: (act: 'apply' | 'discard') =>
      fetchJson('/api/taxonomy/migration/end', {
        method: 'POST',
        body: JSON.stringify({ migrationId: draft.id, act }),
      }),
    onSettled: onEnd,
  });
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      {isAsked ? (
        <>
          <p className="max-w-prose text-sm">
            The catalog has the new version at once; products and labels follow in batches. The model in use
            rests, since it answers in the old categories; a new one is trained, and until somebody promotes
            it there are no suggestions.
          </p>
          <Button look="primary" onClick={() => end.mutate('apply')} disabled={end.isPending}>
            {end.isPending ? 'Carrying over…' : 'Yes, go over'}
          </Button>
          <Button onClick={() => setIsAsked(false)}>Not yet</Button>
        </>
      ) : (
        <>
          <Button look="primary" onClick={() => setIsAsked(true)} disabled={draft.open > 0}>
            Go over to {draft.to}
          </Button>
          <Button onClick={() => end.mutate('discard')} disabled={end.isPending}>
            Discard
          </Button>
        </>
      )}
      {end.error ? (
        <p role="alert" className="text-sm text-stop">
          {end.error.message}
        </p>
      ) : null}
    </div>
  );
}
