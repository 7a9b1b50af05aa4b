'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';

interface Answer {
  ok: boolean;
  reason?: string;
  problems?: string[];
}

/** Why a model was not taken, each reason a line. */
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
  if (!answer.ok) throw new NotTaken(answer.problems ?? [answer.reason ?? `refused with ${response.status}`]);
}

/** Brings a categorizer that was trained elsewhere: its file and its manifest. */
export function RegisterForm() {
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
  const problems = send.error instanceof NotTaken ? send.error.problems : [send.error?.message ?? ''];
  return (
    <Card className="mt-6" aria-labelledby="register">
      <h2 id="register">A model that was trained elsewhere</h2>
      <p className="mt-1 max-w-prose text-sm">
        An ONNX file that reads texts and answers a number for each category, and its manifest
        (docs/learning.md). It is calibrated on the validation split and measured on the test split, then
        compared and promoted like ours: train it on the split “train” of an export alone.
      </p>
      <form
        className="mt-3 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const [file, about] = [model.current?.files?.[0], manifest.current?.files?.[0]];
          if (file && about) send.mutate({ model: file, manifest: about });
        }}
      >
        <Field label="Model (.onnx)">
          <Input ref={model} type="file" accept=".onnx" required />
        </Field>
        <Field label="Manifest (.json)">
          <Input ref={manifest} type="file" accept=".json,application/json" required />
        </Field>
        <Button type="submit" disabled={send.isPending}>
          Register
        </Button>
      </form>
      <p role="status" className="mt-2 text-sm">
        {send.isSuccess ? 'Taken: it stands among the runs above.' : null}
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
