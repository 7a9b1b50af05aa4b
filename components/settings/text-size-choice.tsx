'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Card } from '#components/ui/card.tsx';
import type { TextSize } from '#server/auth/schema.ts';

const sizes: readonly TextSize[] = ['normal', 'large', 'larger'];

/** Enlarges everything at once and keeps it for the person; the next page comes from the server in it. */
export function TextSizeChoice({ chosen }: { chosen: TextSize }) {
  const t = useTranslations('desk.textSize');
  const look = useTranslations('desk.theme');
  const why = useWhy();
  const [size, setSize] = useState(chosen);
  const keep = useMutation({
    // One after the other: of quick clicks the last one stays.
    scope: { id: 'text-size' },
    mutationFn: (next: TextSize) =>
      fetchJson('/api/me/text-size', { method: 'PUT', body: JSON.stringify({ size: next }) }),
  });
  const choose = (next: TextSize): void => {
    setSize(next);
    document.documentElement.dataset.text = next;
    keep.mutate(next);
  };
  return (
    <Card>
      <fieldset>
        <legend className="text-[1.0625rem] font-semibold">{t('legend')}</legend>
        <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          {sizes.map((value) => (
            <label key={value} className="flex min-h-6 items-center gap-2 text-sm">
              <input
                type="radio"
                name="text-size"
                className="size-4 accent-accent"
                checked={size === value}
                onChange={() => choose(value)}
              />
              {t(value)}
            </label>
          ))}
        </div>
      </fieldset>
      {keep.error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {look('notKept', { why: why(keep.error) })}
        </p>
      ) : null}
    </Card>
  );
}
