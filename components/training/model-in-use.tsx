'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { TrainedKind } from '#server/training/schema.ts';
import type { InUseView } from '#server/training/schema-card.ts';

const linkClasses = 'text-accent underline';

const headings: Record<TrainedKind, string> = {
  categorizer: 'Categorizer in use',
  'pair-matcher': 'Pair matcher in use',
};

/** What answers now, since when, its card, and the way back to what answered before. */
export function ModelInUse({ kind }: { kind: TrainedKind }) {
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
      <h2 id={`in-use-${kind}`}>{headings[kind]}</h2>
      {active ? (
        <p className="mt-1 text-sm">
          <Link href={`/training/models/${active.modelVersionId}`} className={linkClasses}>
            Card of {active.name}, made {moment(active.trainedAt)}
          </Link>
          ; in use since {moment(active.since)}, put there by {active.by}.
        </p>
      ) : (
        <p className="mt-1 text-sm text-muted">
          {kind === 'categorizer' ? 'None yet: train one and promote it.' : 'The one that ships.'}
        </p>
      )}
      {kind === 'pair-matcher' ? (
        <p className="mt-1 text-sm">
          <Link href="/training/models/pair-matcher" className={linkClasses}>
            Card of the pair matcher that ships
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
  const [isAsked, setIsAsked] = useState(false);
  const back = useMutation({
    mutationFn: () => fetchJson('/api/training/roll-back', { method: 'POST', body: JSON.stringify(body) }),
    onSettled: onChange,
  });
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {isAsked ? (
        <>
          <p className="text-sm">
            Everything is scored again with the model of {moment(before.trainedAt)}. Decisions stay.
          </p>
          <Button look="stop" onClick={() => back.mutate()} disabled={back.isPending}>
            Yes, roll back
          </Button>
          <Button onClick={() => setIsAsked(false)}>Keep the model in use</Button>
        </>
      ) : (
        <Button onClick={() => setIsAsked(true)}>Roll back to the model of {moment(before.trainedAt)}</Button>
      )}
      {back.error ? (
        <p role="alert" className="text-sm text-stop">
          Not rolled back: {back.error.message}
        </p>
      ) : null}
    </div>
  );
}
