'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { useTranslations } from 'use-intl';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { CategoryAnswer } from '#components/try/category-answer.tsx';
import { DuplicateAnswer } from '#components/try/duplicate-answer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input, inputClasses } from '#components/ui/field.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';
import type { ProductDetail } from '#server/browse/schema-product.ts';
import type { EditFields } from '#server/catalog/schema-edit.ts';
import type { LiveCategories } from '#server/categorization/schema-live.ts';
import type { LiveDuplicates } from '#server/duplicates/schema-live.ts';
import { readFields, toFormFields } from './edit-fields.ts';

const lines = ['title', 'brand', 'gtin', 'mpn', 'price', 'currency', 'locale'] as const;
const areaClasses = joinClasses(inputClasses, 'h-auto py-2');
const refusals = ['changed', 'merged', 'no-gtin', 'bad-input'] as const;

function bodyOf(catalogId: string, product: ProductDetail, fields: EditFields): string {
  const { title, brand, description, gtin, mpn, priceMinor, currency, locale } = product;
  return JSON.stringify({
    ...{ title, brand, description, gtin, mpn, priceMinor, currency, locale },
    attributes: Object.fromEntries(product.attributes),
    ...fields,
    sellerCategoryPath: product.sellerCategory?.path ?? null,
    catalogId,
    productId: product.id,
  });
}

/** Fields of a product to correct; before saving, the live models say what the correction would change. */
export function ProductEditor({
  catalogId,
  product,
  onEnd,
}: {
  catalogId: string;
  product: ProductDetail;
  onEnd: () => void;
}) {
  const t = useTranslations('products');
  const why = useWhy();
  const [draft, setDraft] = useState(() => toFormFields(product));
  const router = useRouter();
  const read = readFields(product, draft);
  const hasChanges = read.ok && Object.keys(read.fields).length > 0;
  const score = useMutation({
    mutationFn: async (fields: EditFields) => {
      const body = bodyOf(catalogId, product, fields);
      const [categories, duplicates] = await Promise.all([
        fetchJson<LiveCategories>('/api/categorize', { method: 'POST', body }),
        fetchJson<LiveDuplicates>('/api/duplicates', { method: 'POST', body }),
      ]);
      return { categories, duplicates };
    },
  });
  const save = useMutation({
    mutationFn: (fields: EditFields) =>
      fetchJson<{ changed: string[] }>(`/api/products/${product.id}`, {
        method: 'PATCH',
        body: JSON.stringify({ catalogId, revision: product.revision, fields }),
      }),
    onSuccess: ({ changed }) => {
      toast(t(changed.length > 0 ? 'edit.saved' : 'edit.unchanged'));
      router.refresh();
      onEnd();
    },
  });
  const failure = save.error ?? score.error;
  const refusal = failure instanceof HttpError && refusals.find((one) => one === failure.reason);
  const reason = refusal ? t(`edit.refused.${refusal}`) : failure ? why(failure) : null;
  return (
    <Card className="mb-4">
      <form
        className="grid gap-4 lg:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (read.ok) save.mutate(read.fields);
        }}
      >
        <fieldset className="grid content-start gap-3 sm:grid-cols-2">
          <legend className="mb-2 font-semibold">{t('sheet.correct')}</legend>
          {lines.map((key) => (
            <div key={key} className={key === 'title' ? 'sm:col-span-2' : ''}>
              <Field label={t(`fields.${key}`)}>
                <Input
                  value={draft[key]}
                  required={key === 'title'}
                  onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
                />
              </Field>
            </div>
          ))}
          <div className="grid gap-3 sm:col-span-2">
            <Field label={t('fields.description')}>
              <textarea
                className={areaClasses}
                rows={4}
                value={draft.description}
                onChange={(event) => setDraft({ ...draft, description: event.target.value })}
              />
            </Field>
            <Field label={t('fields.attributes')} hint={t('edit.attributesHint')}>
              <textarea
                className={areaClasses}
                rows={5}
                value={draft.attributes}
                onChange={(event) => setDraft({ ...draft, attributes: event.target.value })}
              />
            </Field>
          </div>
          {read.ok ? null : (
            <p role="alert" className="text-sm text-stop sm:col-span-2">
              {t(`edit.problem.${read.problem}`)}
            </p>
          )}
          {reason ? (
            <p role="alert" className="text-sm text-stop sm:col-span-2">
              {reason}
            </p>
          ) : null}
          <div className="flex flex-wrap gap-2 sm:col-span-2">
            <Button type="submit" look="primary" disabled={!hasChanges || save.isPending}>
              {t(save.isPending ? 'edit.saving' : 'edit.save')}
            </Button>
            <Button
              onClick={() => read.ok && score.mutate(read.fields)}
              disabled={!read.ok || score.isPending}
            >
              {t(score.isPending ? 'edit.scoring' : 'edit.score')}
            </Button>
            <Button look="quiet" onClick={onEnd}>
              {t('edit.cancel')}
            </Button>
          </div>
          <p className="text-xs text-muted sm:col-span-2">{t('edit.stays')}</p>
        </fieldset>
        <div className="grid content-start gap-4" aria-live="polite" aria-busy={score.isPending}>
          {score.data ? (
            <>
              <CategoryAnswer answer={score.data.categories} />
              <DuplicateAnswer answer={score.data.duplicates} />
            </>
          ) : null}
        </div>
      </form>
    </Card>
  );
}
