'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { newKey } from '#components/deck/send-operation.ts';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';

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
  const why = useWhy();
  const [size, setSize] = useState(sizes.usual);
  // One key until it went through: pressed twice, it draws once.
  const key = useRef<string | null>(null);
  const draw = useMutation({
    mutationFn: () => {
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
  const isSize = Number.isInteger(size) && size >= sizes.min && size <= sizes.max;
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
          <>
            <Field label={t('size')}>
              <Input
                type="number"
                min={sizes.min}
                max={sizes.max}
                value={Number.isNaN(size) ? '' : size}
                onChange={(event) => setSize(event.target.valueAsNumber)}
              />
            </Field>
            <Button look="primary" onClick={() => draw.mutate()} disabled={draw.isPending || !isSize}>
              {t('button', { size: isSize ? size : sizes.usual })}
            </Button>
          </>
        )}
      </div>
      {problem ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {why(problem)}
        </p>
      ) : null}
    </Card>
  );
}
