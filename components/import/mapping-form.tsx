'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useState } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { CellProblem, ImportMapping, ImportPreview, ImportRequest } from '#server/catalog/schema.ts';
import { FieldChoices } from './field-choices.tsx';
import { FileDrop, type Uploaded } from './file-drop.tsx';
import { PreviewTable } from './preview-table.tsx';

/** Reads the guess, then lets a person correct it. */
export function MappingForm({
  feed,
  catalogId,
  onEnd,
}: {
  feed: Uploaded;
  catalogId: string | null;
  onEnd: () => void;
}) {
  const { data, error } = useQuery({
    queryKey: ['import-preview', feed.uploadId],
    queryFn: () => fetchJson<ImportPreview>(`/api/imports/preview?upload=${feed.uploadId}`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (error)
    return (
      <Card className="space-y-3">
        <p role="alert" className="text-sm text-stop">
          {feed.fileName} cannot be read: {error.message}
        </p>
        <Button onClick={onEnd}>Choose another file</Button>
      </Card>
    );
  if (!data) return <Card>Reading {feed.fileName} …</Card>;
  return <MappingEditor feed={feed} preview={data} catalogId={catalogId} onEnd={onEnd} />;
}

interface Draft {
  mapping: ImportMapping;
  mode: 'full' | 'delta';
  sellerName: string;
  catalogName: string;
  intoNew: boolean;
  taxonomy: ImportRequest['taxonomy'];
  images: Uploaded | null;
}

function toRequest(feed: Uploaded, draft: Draft, catalogId: string | null): ImportRequest {
  const { mapping, sellerName } = draft;
  const seller = mapping.fields.seller
    ? undefined
    : { key: sellerName.trim().toLowerCase(), name: sellerName.trim() };
  const target = draft.intoNew || !catalogId ? { catalogName: draft.catalogName } : { catalogId };
  return {
    uploadId: feed.uploadId,
    fileName: feed.fileName,
    imagesUploadId: draft.images?.uploadId,
    mapping: { ...mapping, seller },
    mode: draft.mode,
    taxonomy: draft.intoNew || !catalogId ? draft.taxonomy : { from: 'keep' },
    ...target,
  };
}

/** What the import would make of the first rows; asked again whenever the mapping rests for a moment. */
function useProblems(uploadId: string, request: ImportRequest): CellProblem[] | undefined {
  const { mapping, catalogId } = request;
  const body = useDeferredValue(JSON.stringify({ uploadId, mapping, catalogId }));
  const { data } = useQuery({
    queryKey: ['import-check', body],
    queryFn: ({ signal }) =>
      fetchJson<{ problems: CellProblem[] }>('/api/imports/check', { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data?.problems;
}

function MappingEditor({
  feed,
  preview,
  catalogId,
  onEnd,
}: {
  feed: Uploaded;
  preview: ImportPreview;
  catalogId: string | null;
  onEnd: () => void;
}) {
  const baseName = feed.fileName.replace(/\.[^.]+$/, '');
  const [draft, setDraft] = useState<Draft>({
    mapping: preview.mapping,
    mode: 'full',
    sellerName: baseName,
    catalogName: baseName,
    intoNew: !catalogId,
    taxonomy: { from: 'feed' },
    images: null,
  });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const setMapping = (part: Partial<ImportMapping>): void =>
    change({ mapping: { ...draft.mapping, ...part } });
  const problems = useProblems(feed.uploadId, toRequest(feed, draft, catalogId));
  const client = useQueryClient();
  const router = useRouter();
  const start = useMutation({
    mutationFn: () =>
      fetchJson('/api/imports', { method: 'POST', body: JSON.stringify(toRequest(feed, draft, catalogId)) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] });
      router.refresh();
      onEnd();
    },
  });
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <Card className="space-y-4">
        <h2>
          {feed.fileName} <span className="font-normal text-muted">({preview.format})</span>
        </h2>
        <FieldChoices columns={preview.columns} mapping={draft.mapping} onChange={setMapping} />
        <Destination draft={draft} catalogId={catalogId} onChange={change} />
      </Card>
      <PreviewTable
        preview={preview}
        mapping={draft.mapping}
        problems={problems}
        onToggle={(column, keep) =>
          setMapping({
            attributes: preview.columns.filter((other) =>
              other === column ? keep : draft.mapping.attributes.includes(other),
            ),
          })
        }
      />
      {start.error ? (
        <p role="alert" className="text-sm text-stop">
          {start.error.message}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={start.isPending}>
          Start import
        </Button>
        <Button onClick={onEnd}>Cancel</Button>
      </div>
    </form>
  );
}

function Destination({
  draft,
  catalogId,
  onChange,
}: {
  draft: Draft;
  catalogId: string | null;
  onChange: (part: Partial<Draft>) => void;
}) {
  const isNew = draft.intoNew || !catalogId;
  return (
    <div className="grid items-start gap-3 border-t border-line pt-4 sm:grid-cols-2 lg:grid-cols-4">
      {draft.mapping.fields.seller ? null : (
        <Field label="Seller of this file">
          <Input
            required
            value={draft.sellerName}
            onChange={(event) => onChange({ sellerName: event.target.value })}
          />
        </Field>
      )}
      <Field label="This file" hint="What a full feed leaves out is delisted.">
        <Select
          value={draft.mode}
          onChange={(event) => onChange({ mode: event.target.value === 'delta' ? 'delta' : 'full' })}
        >
          <option value="full">is all that the seller lists</option>
          <option value="delta">holds changes only</option>
        </Select>
      </Field>
      {catalogId ? (
        <Field label="Goes into">
          <Select
            value={draft.intoNew ? 'new' : 'current'}
            onChange={(event) => onChange({ intoNew: event.target.value === 'new' })}
          >
            <option value="current">the current catalog</option>
            <option value="new">a new catalog</option>
          </Select>
        </Field>
      ) : null}
      {isNew ? (
        <>
          <Field label="Name of the catalog">
            <Input
              required
              value={draft.catalogName}
              onChange={(event) => onChange({ catalogName: event.target.value })}
            />
          </Field>
          <div className="space-y-1">
            <span className="text-sm font-medium">Taxonomy</span>
            {draft.taxonomy.from === 'upload' ? (
              <p className="text-sm text-ok">The taxonomy file is uploaded.</p>
            ) : (
              <FileDrop
                compact
                label="The given categories of this file, unless you drop a taxonomy"
                accept=".csv,.txt,.tsv"
                onUploaded={({ uploadId }) => onChange({ taxonomy: { from: 'upload', uploadId } })}
              />
            )}
          </div>
        </>
      ) : null}
      <div className="space-y-1">
        <span className="text-sm font-medium">Images</span>
        {draft.images ? (
          <p className="text-sm text-ok">{draft.images.fileName} is uploaded.</p>
        ) : (
          <FileDrop
            compact
            label="A .zip, .tar or .tar.gz with pictures, where rows name files"
            accept=".zip,.tar,.tar.gz,.tgz"
            onUploaded={(images) => onChange({ images })}
          />
        )}
      </div>
    </div>
  );
}
