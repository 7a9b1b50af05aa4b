'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { PageHeader } from '#components/ui/card.tsx';
import type { LiveCategories } from '#server/categorization/schema-live.ts';
import type { LiveDuplicates } from '#server/duplicates/schema-live.ts';
import { CategoryAnswer } from './category-answer.tsx';
import { DuplicateAnswer } from './duplicate-answer.tsx';
import { type Draft, ProductForm } from './product-form.tsx';

function toAttributes(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf(':');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
  });
  return Object.fromEntries(pairs);
}

function toMinor(price: string): number | null {
  const value = Number(price.replace(',', '.'));
  return price.trim() && Number.isFinite(value) && value >= 0 ? Math.round(value * 100) : null;
}

/** Try a product: type or change it, see where it belongs and whether it is listed already. Nothing is stored. */
export function TryDesk(props: { catalogId: string; productId: string | null; initial: Draft }) {
  const t = useTranslations('tryout');
  const why = useWhy();
  const messageOf = (error: Error): string =>
    error instanceof HttpError && error.status === 503 ? t('busy') : why(error);
  const { catalogId, productId, initial } = props;
  const [draft, setDraft] = useState(initial);
  const ask = useMutation({
    mutationFn: async () => {
      const { price, attributes, ...rest } = draft;
      const product = {
        ...{ ...rest, catalogId, productId },
        priceMinor: toMinor(price),
        attributes: toAttributes(attributes),
      };
      const body = JSON.stringify(product);
      const [categories, duplicates] = await Promise.all([
        fetchJson<LiveCategories>('/api/categorize', { method: 'POST', body }),
        fetchJson<LiveDuplicates>('/api/duplicates', { method: 'POST', body }),
      ]);
      return { categories, duplicates };
    },
  });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="grid gap-6 lg:grid-cols-[minmax(20rem,1fr)_2fr]">
        <ProductForm
          draft={draft}
          isBusy={ask.isPending}
          onChange={(change) => setDraft({ ...draft, ...change })}
          onTry={() => ask.mutate()}
        />
        <div className="grid content-start gap-4" aria-live="polite" aria-busy={ask.isPending}>
          {ask.error ? (
            <p role="alert" className="text-sm text-stop">
              {messageOf(ask.error)}
            </p>
          ) : null}
          {ask.data ? (
            <>
              <CategoryAnswer answer={ask.data.categories} />
              <DuplicateAnswer answer={ask.data.duplicates} />
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}
