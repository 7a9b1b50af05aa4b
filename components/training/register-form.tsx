'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';

interface Answer {
  ok: boolean;
  reason?: string;
  problems?: string[];
}

/** Why a model was not taken: faults of its manifest and file, each a line, in the words of who checks them. */
class NotTaken extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super('not taken');
    this.problems = problems;
  }
}

async function register(catalogId: string, model: File, manifest: File): Promise<void> {
  const said: unknown = await manifest.text().then(JSON.parse);
  const { uploadId } = await fetchJson<{ uploadId: string }>(
    `/api/upload?name=${encodeURIComponent(model.name)}&catalog=${catalogId}`,
    { method: 'POST', body: model, headers: { 'content-type': 'application/octet-stream' } },
  );
  const response = await fetch('/api/training/register', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ catalogId, uploadId, manifest: said }),
  });
  const answer = (await response.json()) as Answer;
  if (answer.ok) return;
  throw answer.problems
    ? new NotTaken(answer.problems)
    : new HttpError(response.status, answer.reason ?? null);
}

/** Brings a categorizer that was trained elsewhere: its file and its manifest. */
export function RegisterForm() {
  const t = useTranslations('training.register');
  const why = useWhy();
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const model = useRef<HTMLInputElement>(null);
  const manifest = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (files: { model: File; manifest: File }) =>
      register(catalog?.catalogId ?? '', files.model, files.manifest),
    onSettled: () => queries.invalidateQueries({ queryKey: ['training', catalog?.catalogId] }),
  });
  if (!catalog || !may) return null;
  const problems = send.error instanceof NotTaken ? send.error.problems : send.error ? [why(send.error)] : [];
  return (
    <Card className="mt-6" aria-labelledby="register">
      <h2 id="register">{t('title')}</h2>
      <p className="mt-1 max-w-prose text-sm">{t('lead')}</p>
      <form
        className="mt-3 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const [file, about] = [model.current?.files?.[0], manifest.current?.files?.[0]];
          if (file && about) send.mutate({ model: file, manifest: about });
        }}
      >
        <Field label={t('model')}>
          <Input ref={model} type="file" accept=".onnx" required />
        </Field>
        <Field label={t('manifest')}>
          <Input ref={manifest} type="file" accept=".json,application/json" required />
        </Field>
        <Button type="submit" disabled={send.isPending}>
          {t('go')}
        </Button>
      </form>
      <p role="status" className="mt-2 text-sm">
        {send.isSuccess ? t('taken') : null}
      </p>
      {send.error ? (
        <ul role="alert" className="mt-2 list-disc pl-5 text-sm text-stop">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
