'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

/** A group of duplicates takes about twice as long to answer as a category: half as many are asked at once. */
const batchSizes = { categories: 100, duplicates: 50 } as const;

/** Moves what would teach the next model most to the front of a queue, and leads to it. */
export function BatchDraw({ queue }: { queue: keyof typeof batchSizes }) {
  const t = useTranslations('training.batch');
  const why = useWhy();
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const size = batchSizes[queue];
  const draw = useMutation({
    mutationFn: () =>
      fetchJson<{ drawn: number; of: number }>('/api/training/batch', {
        method: 'POST',
        body: JSON.stringify({ catalogId: catalog?.catalogId, queue, size }),
      }),
  });
  if (!catalog || !may) return null;
  return (
    <Card className="mt-6" aria-labelledby={`teach-${queue}`}>
      <h2 id={`teach-${queue}`}>{t(`${queue}.title`)}</h2>
      <p className="mt-1 max-w-prose text-sm">{t(`${queue}.lead`)}</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button onClick={() => draw.mutate()} disabled={draw.isPending}>
          {t(`${queue}.ask`, { count: size })}
        </Button>
        <p role="status" className="text-sm">
          {draw.data
            ? t.rich(`${queue}.drawn`, {
                ...draw.data,
                link: (text) => (
                  <Link href={`/review/${queue}?reason=training`} className="text-accent underline">
                    {text}
                  </Link>
                ),
              })
            : null}
          {draw.error ? t('failed', { why: why(draw.error) }) : null}
        </p>
      </div>
    </Card>
  );
}
