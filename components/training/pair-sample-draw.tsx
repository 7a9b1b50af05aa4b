'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { newKey } from '#components/deck/send-operation.ts';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { DrawSize } from './draw-size.tsx';

const sizes = { usual: 120, min: 20, max: 2000 };
const path = '/api/training/pair-sample';

interface PairSampleDrawProps {
  catalogId: string;
  /** A sample has questions left: it is ended before the next one is drawn. */
  isOpen: boolean;
  onChange: () => void;
}

/** Draws a sample with one button; while one is open, ends it. */
export function PairSampleDraw({ catalogId, isOpen, onChange }: PairSampleDrawProps) {
  const t = useTranslations('pairSample.draw');
  // One key until it went through: pressed twice, it draws once.
  const key = useRef<string | null>(null);
  const draw = useMutation({
    mutationFn: (size: number) => {
      key.current ??= newKey();
      return fetchJson(path, {
        method: 'POST',
        body: JSON.stringify({ catalogId, size, idempotencyKey: key.current }),
      });
    },
    onSuccess: () => {
      key.current = null;
    },
    onSettled: onChange,
  });
  const end = useMutation({
    mutationFn: () => fetchJson(path, { method: 'DELETE', body: JSON.stringify({ catalogId }) }),
    onSettled: onChange,
  });
  const problem = draw.error ?? end.error;
  return (
    <Card aria-labelledby="pair-sample-draw">
      <h2 id="pair-sample-draw">{t('title')}</h2>
      <p className="mt-1 max-w-prose text-sm text-muted">{t(isOpen ? 'openHint' : 'hint')}</p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        {isOpen ? (
          <Button onClick={() => end.mutate()} disabled={end.isPending}>
            {t('end')}
          </Button>
        ) : (
          <DrawSize
            sizes={sizes}
            label={t('size')}
            button={(size) => t('button', { size })}
            isPending={draw.isPending}
            onDraw={draw.mutate}
          />
        )}
      </div>
      <ErrorLine error={problem} className="mt-2" />
    </Card>
  );
}
