'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import type { TextSize } from '#server/auth/schema.ts';
import { ChoiceCard } from './choice-card.tsx';

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
    <ChoiceCard
      legend={t('legend')}
      name="text-size"
      choices={sizes.map((value) => ({ value, label: t(value) }))}
      chosen={size}
      onChoose={choose}
      problem={keep.error ? look('notKept', { why: why(keep.error) }) : null}
    />
  );
}
