'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

const batchSize = 100;

/** Draws the products whose answers would teach the model most, and leads to them. */
export function BatchDraw() {
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const draw = useMutation({
    mutationFn: () =>
      fetchJson<{ drawn: number; of: number }>('/api/training/batch', {
        method: 'POST',
        body: JSON.stringify({ catalogId: catalog?.catalogId, size: batchSize }),
      }),
  });
  if (!catalog || !may) return null;
  return (
    <Card className="mt-6" aria-labelledby="teach">
      <h2 id="teach">What to ask people next</h2>
      <p className="mt-1 max-w-prose text-sm">
        The products that the model in use is least sure of, unlike each other, the worthiest first. They
        teach the next model with fewer answers than products drawn by chance do; they are never a measure of
        it.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button onClick={() => draw.mutate()} disabled={draw.isPending}>
          Ask about {batchSize} products
        </Button>
        <p role="status" className="text-sm">
          {draw.data ? (
            <>
              {draw.data.drawn} of the {draw.data.of} least sure ones{' '}
              <Link href="/review/categories?reason=training" className="text-accent underline">
                wait in the category queue
              </Link>
              .
            </>
          ) : null}
          {draw.error ? `Not drawn: ${draw.error.message}` : null}
        </p>
      </div>
    </Card>
  );
}
