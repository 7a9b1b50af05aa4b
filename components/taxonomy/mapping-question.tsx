'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import { number } from '#components/insights/figure.tsx';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import { Input } from '#components/ui/field.tsx';
import type { MappingView, NewCategory } from '#server/taxonomy/schema.ts';

const whyWords: Record<string, string> = {
  split: 'is a branch now',
  merged: 'is gone, likely merged',
  retired: 'is gone',
};

interface MappingQuestionProps {
  migrationId: string;
  question: MappingView;
  may: boolean;
  onChange: () => void;
}

/** Where do the products of one category go? To one of the new, or one by one. */
export function MappingQuestion({ migrationId, question, may, onChange }: MappingQuestionProps) {
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
  const answer = question.perProduct ? 'product by product' : question.to;
  return (
    <li className="grid gap-2 py-3 text-sm">
      <p>
        <strong className="font-medium">{question.from}</strong> {whyWords[question.kind]}:{' '}
        {number.format(question.products)} products, {number.format(question.labels)} labels{' '}
        {answer ? (
          <Badge tone="ok">
            {answer}
            {question.decidedBy ? `, ${question.decidedBy}` : ''}
          </Badge>
        ) : (
          <Badge tone="doubt">open</Badge>
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
            aria-label={`Another category for ${question.from}`}
            placeholder="another category"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button size="small" look="quiet" disabled={decide.isPending} onClick={() => decide.mutate(null)}>
            Ask product by product
          </Button>
        </div>
      ) : null}
      {decide.error ? (
        <p role="alert" className="text-stop">
          {decide.error.message}
        </p>
      ) : null}
    </li>
  );
}
