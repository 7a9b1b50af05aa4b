'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { fetchJson } from '#components/fetch-json.ts';
import { number } from '#components/format.ts';
import { FileDrop, type Uploaded } from '#components/import/file-drop.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { AddLocaleOutcome } from '#server/catalog/schema-taxonomy.ts';

const localeForm = /^[a-z]{2}(-[A-Z]{2})?$/;

const reasons: Readonly<Record<string, string>> = {
  'no-taxonomy': 'this catalog has no taxonomy yet',
  'no-upload': 'the file is gone; choose it again',
  'no-id-known': 'none of its ids is in this taxonomy',
};

/** The same taxonomy in another language: names are found by the ids in the file. */
export function AddLocale({ catalogId, onAdded }: { catalogId: string; onAdded: () => void }) {
  const [locale, setLocale] = useState('');
  const isReady = localeForm.test(locale);
  const add = useMutation({
    mutationFn: ({ uploadId }: Uploaded) =>
      fetchJson<Extract<AddLocaleOutcome, { ok: true }>>('/api/taxonomy', {
        method: 'POST',
        body: JSON.stringify({ catalogId, uploadId, locale }),
      }),
    onSuccess: ({ named, of, unknown }) => {
      toast(
        `${number.format(named)} of ${number.format(of)} categories named in ${locale}${unknown > 0 ? `; ${number.format(unknown)} ids of the file are not in this taxonomy` : ''}.`,
      );
      onAdded();
    },
  });
  return (
    <details className="mt-3 border-t border-line pt-3 text-sm">
      <summary>Add a language</summary>
      <div className="mt-2 grid gap-2">
        <p className="text-muted">
          The same taxonomy in another language, with the same ids: a text with ids as Google and Shopify
          publish it, or a table with id, parent_id and name.
        </p>
        <Field label="Language" hint="Two small letters: fr, or de-CH">
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
            label={`Taxonomy in ${locale}`}
            accept=".txt,.csv,.tsv,.jsonl,.parquet"
            onUploaded={(file) => add.mutate(file)}
          />
        ) : null}
        {add.isPending ? <p role="status">Reading the names …</p> : null}
        {add.isError ? (
          <p role="alert" className="text-stop">
            Not added: {reasons[add.error.message] ?? add.error.message}
          </p>
        ) : null}
      </div>
    </details>
  );
}
