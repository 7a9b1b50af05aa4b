'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { MigrationPage, MigrationView } from '#server/taxonomy/schema.ts';
import { MappingQuestion } from './mapping-question.tsx';

const endings = ['applied', 'applying', 'discarded', 'draft'] as const;
const applyingRefreshMs = 1000;

/** The way to the next version of the taxonomy: bring the file, answer what only people can know, apply it in one act. */
export function MigrationBoard({ catalogId }: { catalogId: string }) {
  const t = useTranslations('taxonomy');
  const { number, moment } = useFormat();
  const ending = (state: string): string => {
    const known = endings.find((one) => one === state);
    return known ? t(`past.state.${known}`) : state;
  };
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
  if (!data) return <ErrorLine error={error} />;
  return (
    <Card className="mt-4 min-w-0" aria-labelledby="migration">
      <h2 id="migration">{t('next.title')}</h2>
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
          <p className="mt-1 max-w-prose text-sm">{t('next.lead')}</p>
          {may ? <NewVersion catalogId={catalogId} onChange={onChange} /> : null}
        </>
      )}
      <FigureTable
        caption={t('past.caption')}
        head={[
          t('past.head.version'),
          t('past.head.became'),
          t('past.head.by'),
          t('past.head.when'),
          t('past.head.products'),
          t('past.head.labels'),
          t('past.head.asked'),
        ]}
        rows={data.history.map((one) => [
          one.to,
          ending(one.state),
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
  const t = useTranslations('taxonomy.next');
  const { to, products, of } = applying;
  return (
    <div role="status" className="mt-2 grid max-w-prose gap-2 text-sm">
      <p>{t('going', { to, products, of })}</p>
      <progress className="h-2 w-full" aria-label={t('progress')} value={products} max={of} />
    </div>
  );
}

function NewVersion({ catalogId, onChange }: { catalogId: string; onChange: () => void }) {
  const t = useTranslations('taxonomy.next');
  const why = useWhy();
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
      <Field label={t('file')} hint={t('fileHint')}>
        <Input ref={chosen} type="file" accept=".txt,.csv,.tsv,.jsonl,.parquet" required />
      </Field>
      <Button type="submit" disabled={plan.isPending}>
        {t(plan.isPending ? 'comparing' : 'compare')}
      </Button>
      {plan.error ? (
        <p role="alert" className="text-sm text-stop">
          {t('failed', { why: why(plan.error) })}
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
  const t = useTranslations('taxonomy');
  const { number, moment } = useFormat();
  return (
    <>
      <p className="mt-1 text-sm">
        {t('next.about', {
          from: draft.from,
          to: draft.to,
          by: draft.createdBy,
          at: moment(draft.createdAt),
          added: draft.added,
        })}
      </p>
      <FigureTable
        caption={t('next.became')}
        head={['', t('next.head.categories'), t('next.head.products')]}
        rows={draft.counts.map((row) => [
          t(`kind.${row.kind}`),
          number.format(row.categories),
          number.format(row.products),
        ])}
      />
      {draft.questions.length > 0 ? (
        <section aria-labelledby="questions" className="mt-4">
          <h3 id="questions" className="font-medium">
            {draft.open > 0 ? t('next.toDecide', { count: draft.open }) : t('next.allDecided')}
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
  const t = useTranslations('taxonomy.next');
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
          <p className="max-w-prose text-sm">{t('applyAsk')}</p>
          <Button look="primary" onClick={() => end.mutate('apply')} disabled={end.isPending}>
            {t(end.isPending ? 'applying' : 'applyYes')}
          </Button>
          <Button onClick={() => setIsAsked(false)}>{t('notYet')}</Button>
        </>
      ) : (
        <>
          <Button look="primary" onClick={() => setIsAsked(true)} disabled={draft.open > 0}>
            {t('apply', { to: draft.to })}
          </Button>
          <Button onClick={() => end.mutate('discard')} disabled={end.isPending}>
            {t('discard')}
          </Button>
        </>
      )}
      <ErrorLine error={end.error} />
    </div>
  );
}
