'use client';

import { useMutation } from '@tanstack/react-query';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';

const drawSize = 200;

/** Draws products for the golden set, and says what became of it. */
export function GoldenDraw({ catalogId }: { catalogId: string }) {
  const draw = useMutation({
    mutationFn: () =>
      fetchJson<{ drawn: number; of: number }>('/api/training/golden', {
        method: 'POST',
        body: JSON.stringify({ catalogId, size: drawSize }),
      }),
  });
  return (
    <>
      <Button onClick={() => draw.mutate()} disabled={draw.isPending}>
        Draw {drawSize} products for the golden set
      </Button>
      <p role="status" className="text-sm text-muted">
        {draw.data
          ? `${draw.data.drawn} of ${draw.data.of} products wait in the category queue, to be judged without a suggestion.`
          : null}
        {draw.error ? `Not drawn: ${draw.error.message}` : null}
      </p>
    </>
  );
}
