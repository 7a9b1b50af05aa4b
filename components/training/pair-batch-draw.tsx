'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

const batchSize = 50;

/** Moves the groups of duplicates to the front of their queue whose answers would teach the pair matcher most. */
export function PairBatchDraw() {
  const t = useTranslations('pairBatch');
  const why = useWhy();
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const draw = useMutation({
    mutationFn: () =>
      fetchJson<{ drawn: number; of: number }>('/api/training/batch', {
        method: 'POST',
        body: JSON.stringify({ catalogId: catalog?.catalogId, queue: 'duplicates', size: batchSize }),
      }),
  });
  if (!catalog || !may) return null;
  return (
    <Card className="mt-6" aria-labelledby="teach-pairs">
      <h2 id="teach-pairs">{t('title')}</h2>
      <p className="mt-1 max-w-prose text-sm">{t('lead')}</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button onClick={() => draw.mutate()} disabled={draw.isPending}>
          {t('button', { size: batchSize })}
        </Button>
        <p role="status" className="text-sm">
          {draw.data
            ? t.rich('drawn', {
                ...draw.data,
                queue: (text) => (
                  <Link href="/review/duplicates?reason=training" className="text-accent underline">
                    {text}
                  </Link>
                ),
              })
            : null}
          {draw.error ? t('notDrawn', { reason: why(draw.error) }) : null}
        </p>
      </div>
    </Card>
  );
}
