'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { TrainedKind } from '#server/training/schema.ts';
import type { InUseView } from '#server/training/schema-card.ts';

/** What is said where a catalog has no model of its own. */
const withoutOne = { categorizer: 'none', 'pair-matcher': 'shipped', 'pair-filter': 'unfiltered' } as const;
const linkClasses = 'text-accent underline';

/** What answers now, since when, its card, and the way back to what answered before. */
export function ModelInUse({ kind }: { kind: TrainedKind }) {
  const t = useTranslations('training.inUse');
  const { moment } = useFormat();
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const key = ['training-in-use', catalog?.catalogId, kind];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<InUseView>(`/api/training/in-use?catalog=${catalog?.catalogId}&kind=${kind}`),
    enabled: catalog !== null,
    refetchInterval: 10_000,
  });
  if (!catalog || !data) return null;
  const { active, before } = data;
  return (
    <Card className="mt-6" aria-labelledby={`in-use-${kind}`}>
      <h2 id={`in-use-${kind}`}>{t(kind)}</h2>
      {active ? (
        <p className="mt-1 text-sm">
          {t.rich('since', {
            name: active.name,
            made: moment(active.trainedAt),
            since: moment(active.since),
            by: active.by,
            link: (text) => (
              <Link href={`/training/models/${active.modelVersionId}`} className={linkClasses}>
                {text}
              </Link>
            ),
          })}
        </p>
      ) : (
        <p className="mt-1 text-sm text-muted">{t(withoutOne[kind])}</p>
      )}
      {kind === 'pair-matcher' ? (
        <p className="mt-1 text-sm">
          <Link href="/training/models/pair-matcher" className={linkClasses}>
            {t('shippedCard')}
          </Link>
        </p>
      ) : null}
      {active && before && may ? (
        <RollBack
          key={active.modelVersionId}
          body={{ catalogId: catalog.catalogId, kind, from: active.modelVersionId }}
          before={before}
          onChange={() => {
            void queries.invalidateQueries({ queryKey: key });
            void queries.invalidateQueries({ queryKey: ['training', catalog.catalogId] });
          }}
        />
      ) : null}
    </Card>
  );
}

interface RollBackProps {
  body: { catalogId: string; kind: TrainedKind; from: string };
  before: NonNullable<InUseView['before']>;
  onChange: () => void;
}

/** One act; asked once more, since every product is scored anew. */
function RollBack({ body, before, onChange }: RollBackProps) {
  const t = useTranslations('training.inUse');
  const { moment } = useFormat();
  const why = useWhy();
  const [isAsked, setIsAsked] = useState(false);
  const back = useMutation({
    mutationFn: () => fetchJson('/api/training/roll-back', { method: 'POST', body: JSON.stringify(body) }),
    onSettled: onChange,
  });
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {isAsked ? (
        <>
          <p className="text-sm">{t('rollBackAsk', { at: moment(before.trainedAt) })}</p>
          <Button look="stop" onClick={() => back.mutate()} disabled={back.isPending}>
            {t('rollBackYes')}
          </Button>
          <Button onClick={() => setIsAsked(false)}>{t('rollBackNo')}</Button>
        </>
      ) : (
        <Button onClick={() => setIsAsked(true)}>{t('rollBack', { at: moment(before.trainedAt) })}</Button>
      )}
      {back.error ? (
        <p role="alert" className="text-sm text-stop">
          {t('rollBackFailed', { why: why(back.error) })}
        </p>
      ) : null}
    </div>
  );
}
