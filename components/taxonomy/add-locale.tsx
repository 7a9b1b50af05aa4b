'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { FileDrop, type Uploaded } from '#components/import/file-drop.tsx';
import { useWhy } from '#components/language/use-why.ts';
import { Field, Input } from '#components/ui/field.tsx';
import type { AddLocaleOutcome } from '#server/catalog/schema-taxonomy.ts';

const localeForm = /^[a-z]{2}(-[A-Z]{2})?$/;

const reasons = ['no-taxonomy', 'no-upload', 'no-id-known'] as const;

/** The same taxonomy in another language: names are found by the ids in the file. */
export function AddLocale({ catalogId, onAdded }: { catalogId: string; onAdded: () => void }) {
  const t = useTranslations('taxonomy.add');
  const why = useWhy();
  const whyNot = (error: Error): string => {
    const known = reasons.find((one) => one === error.message);
    return known ? t(`reason.${known}`) : why(error);
  };
  const [locale, setLocale] = useState('');
  const isReady = localeForm.test(locale);
  const add = useMutation({
    mutationFn: ({ uploadId }: Uploaded) =>
      fetchJson<Extract<AddLocaleOutcome, { ok: true }>>('/api/taxonomy', {
        method: 'POST',
        body: JSON.stringify({ catalogId, uploadId, locale }),
      }),
    onSuccess: ({ named, of, unknown }) => {
      toast(t(unknown > 0 ? 'doneUnknown' : 'done', { named, of, unknown, locale }));
      onAdded();
    },
  });
  return (
    <details className="mt-3 border-t border-line pt-3 text-sm">
      <summary>{t('title')}</summary>
      <div className="mt-2 grid gap-2">
        <p className="text-muted">{t('lead')}</p>
        <Field label={t('language')} hint={t('hint')}>
          <Input
            value={locale}
            maxLength={5}
            placeholder="fr"
            onChange={(event) => setLocale(event.target.value.trim())}
          />
        </Field>
        {isReady ? (
          <FileDrop
            key={locale}
            compact
            label={t('file', { locale })}
            accept=".txt,.csv,.tsv,.jsonl,.parquet"
            onUploaded={(file) => add.mutate(file)}
          />
        ) : null}
        {add.isPending ? <p role="status">{t('reading')}</p> : null}
        {add.isError ? (
          <p role="alert" className="text-stop">
            {t('failed', { why: whyNot(add.error) })}
          </p>
        ) : null}
      </div>
    </details>
  );
}
