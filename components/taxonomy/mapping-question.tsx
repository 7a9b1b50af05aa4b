'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Input } from '#components/ui/field.tsx';
import type { MappingView, NewCategory } from '#server/taxonomy/schema.ts';

/** Kinds that people are asked about. */
const asked = ['split', 'merged', 'retired'] as const;

interface MappingQuestionProps {
  migrationId: string;
  question: MappingView;
  may: boolean;
  onChange: () => void;
}

/** Where do the products of one category go? To one of the new, or one by one. */
export function MappingQuestion({ migrationId, question, may, onChange }: MappingQuestionProps) {
  const t = useTranslations('taxonomy.question');
  const [words, setWords] = useState('');
  const { data } = useQuery({
    queryKey: ['new-categories', migrationId, words],
    queryFn: () =>
      fetchJson<{ categories: NewCategory[] }>(
        `/api/taxonomy/migration/search?migration=${migrationId}&q=${encodeURIComponent(words)}`,
      ),
    enabled: words.trim().length > 1,
  });
  const decide = useMutation({
    mutationFn: (toId: string | null) =>
      fetchJson('/api/taxonomy/migration/mapping', {
        method: 'PUT',
        body: JSON.stringify({ migrationId, fromId: question.fromId, toId, perProduct: toId === null }),
      }),
    onSuccess: () => setWords(''),
    onSettled: onChange,
  });
  const choices = words.trim().length > 1 ? (data?.categories ?? []) : question.proposals;
  const answer = question.perProduct ? t('perProduct') : question.to;
  return (
    <li className="grid gap-2 py-3 text-sm">
      <p>
        {t.rich(asked.find((one) => one === question.kind) ?? 'other', {
          from: question.from,
          products: question.products,
          labels: question.labels,
          b: (text) => <strong className="font-medium">{text}</strong>,
        })}{' '}
        {answer ? (
          <Badge tone="ok">
            {question.decidedBy ? t('answeredBy', { answer, by: question.decidedBy }) : answer}
          </Badge>
        ) : (
          <Badge tone="doubt">{t('open')}</Badge>
        )}
      </p>
      {may ? (
        <div className="flex flex-wrap items-center gap-2">
          {choices.map((one) => (
            <Button
              key={one.id}
              size="small"
              disabled={decide.isPending}
              onClick={() => decide.mutate(one.id)}
            >
              {one.name}
            </Button>
          ))}
          <Input
            type="search"
            className="w-56"
            aria-label={t('anotherFor', { from: question.from })}
            placeholder={t('another')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button size="small" look="quiet" disabled={decide.isPending} onClick={() => decide.mutate(null)}>
            {t('ask')}
          </Button>
        </div>
      ) : null}
      <ErrorLine error={decide.error} />
    </li>
  );
}
