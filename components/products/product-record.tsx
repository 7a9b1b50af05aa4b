'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { newKey } from '#components/deck/send-operation.ts';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { GoldenFields } from '#components/product/golden-fields.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { MergedRecord, RecordMerge } from '#server/duplicates/schema-record.ts';

interface RecordProps {
  catalogId: string;
  productId: string;
}

/** The record that stands for a merged listing: what it says field by field, from whom, what loses, and the merges that made it. */
export function ProductRecord({ catalogId, productId }: RecordProps) {
  const t = useTranslations('products.record');
  const why = useWhy();
  const { data, error } = useQuery({
    queryKey: ['record', catalogId, productId],
    queryFn: ({ signal }) =>
      fetchJson<MergedRecord>(`/api/products/${productId}/record?catalog=${catalogId}`, { signal }),
  });
  if (data && data.listings.length < 2) return null;
  return (
    <Card className="mt-4">
      <h2>{t('title')}</h2>
      {error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {t('unreadable', { why: why(error) })}
        </p>
      ) : null}
      {data ? (
        <>
          <p className="mt-1 text-sm text-muted">
            {t.rich('lead', {
              count: data.listings.length,
              id: () => <code className="break-all">{data.recordId}</code>,
            })}
          </p>
          <Fields record={data} />
          <h3 className="mt-4 text-sm font-medium">{t('merges')}</h3>
          <ul className="mt-1 grid gap-2">
            {data.merges.map((merge) => (
              <MergeLine key={merge.mergeId} catalogId={catalogId} productId={productId} merge={merge} />
            ))}
          </ul>
        </>
      ) : null}
      {data || error ? null : <div aria-hidden className="mt-2 h-40 rounded bg-mat" />}
    </Card>
  );
}

function Fields({ record }: { record: MergedRecord }) {
  const t = useTranslations('sheets.golden');
  const names = new Map(record.listings.map((one) => [one.productId, one.sellerName]));
  const nameOf = (id: string): string => names.get(id) ?? '–';
  return (
    <ScrollBox label={t('title')} className="mt-3">
      <GoldenFields
        className="min-w-[36rem]"
        fields={record.fields}
        nameOf={nameOf}
        sourceOf={(id) => (
          <Link href={`/products/${id}`} prefetch={false} className="underline">
            {nameOf(id)}
          </Link>
        )}
      />
    </ScrollBox>
  );
}

/** One merge; taking it back says first what that changes. */
function MergeLine({ catalogId, productId, merge }: RecordProps & { merge: RecordMerge }) {
  const t = useTranslations('products.record');
  const why = useWhy();
  const { moment } = useFormat();
  const client = useQueryClient();
  const router = useRouter();
  const key = useRef<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: () => {
      key.current ??= newKey();
      return fetchJson(`/api/products/${productId}/record`, {
        method: 'POST',
        body: JSON.stringify({ catalogId, mergeId: merge.mergeId, idempotencyKey: key.current }),
      });
    },
    onSuccess: () => {
      router.refresh();
      return client.invalidateQueries({ queryKey: ['record', catalogId] });
    },
  });
  const [title] = merge.titles;
  const count = merge.titles.length;
  return (
    <li className="grid gap-1 border-t border-line pt-2 text-sm">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0">
          {merge.by === null ? t('byPolicy', { count }) : t('by', { count, name: merge.by })}
          <time dateTime={merge.at} className="text-muted">
            {' '}
            {moment(merge.at)}
          </time>
          <span className="block break-words text-xs text-muted" dir="auto">
            {merge.titles.join(' · ')}
          </span>
        </span>
        {merge.mayUndo && !isAsking ? (
          <Button size="small" onClick={() => setAsking(true)} aria-label={t('apartOf', { title })}>
            {t('apart')}
          </Button>
        ) : null}
      </span>
      {isAsking ? (
        <fieldset className="grid gap-2 rounded border border-line p-3" aria-label={t('apartOf', { title })}>
          <span>{t('effect', { count })}</span>
          <span className="flex gap-2">
            <Button size="small" look="stop" disabled={act.isPending} onClick={() => act.mutate()}>
              {t('apart')}
            </Button>
            {/* The button that had the focus is gone: what changes nothing takes it. */}
            <Button autoFocus size="small" look="quiet" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </span>
        </fieldset>
      ) : null}
      {act.error ? (
        <span role="alert" className="text-stop">
          {t('notApart', { why: why(act.error) })}
        </span>
      ) : null}
    </li>
  );
}
