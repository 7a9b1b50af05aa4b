'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { switchToCatalog } from '#components/desk/switch-catalog.ts';
import { fetchJson } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { useNextStep } from '#components/training/next-step.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
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
  const t = useTranslations('importing.form');
  const why = useWhy();
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
          {t('unreadable', { file: feed.fileName, why: why(error) })}
        </p>
        <Button onClick={onEnd}>{t('another')}</Button>
      </Card>
    );
  if (!data) return <Card>{t('reading', { file: feed.fileName })}</Card>;
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

/** Whether this import makes or fills the taxonomy of its catalog. */
const bringsTaxonomy = (draft: Draft, catalogId: string | null, lacksTaxonomy: boolean): boolean =>
  draft.intoNew || !catalogId || lacksTaxonomy;

function toRequest(
  feed: Uploaded,
  draft: Draft,
  catalogId: string | null,
  lacksTaxonomy: boolean,
): ImportRequest {
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
    taxonomy: bringsTaxonomy(draft, catalogId, lacksTaxonomy) ? draft.taxonomy : { from: 'keep' },
    ...target,
  };
}

/** What the import would make of the first rows; asked again whenever the mapping rests for a moment. */
function useProblems(uploadId: string, request: ImportRequest): CellProblem[] | undefined {
  const { mapping } = request;
  // Categories are those of the taxonomy that this import brings, if it brings one.
  const catalogId = request.taxonomy.from === 'keep' ? request.catalogId : undefined;
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
  const t = useTranslations('importing.form');
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
  const lacksTaxonomy = useNextStep(catalogId ?? undefined)?.step === 'taxonomy';
  const request = toRequest(feed, draft, catalogId, lacksTaxonomy);
  const problems = useProblems(feed.uploadId, request);
  const client = useQueryClient();
  const router = useRouter();
  const start = useMutation({
    mutationFn: () =>
      fetchJson<{ catalogId: string }>('/api/imports', {
        method: 'POST',
        body: JSON.stringify(request),
      }),
    onSuccess: async (started) => {
      // The import goes on in a catalog of its own: the person goes there with it, or would see nothing of it.
      if (catalogId && started.catalogId !== catalogId) return switchToCatalog(started.catalogId);
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
        <Destination
          draft={draft}
          catalogId={catalogId}
          isTaxonomyAsked={bringsTaxonomy(draft, catalogId, lacksTaxonomy)}
          onChange={change}
        />
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
      <ErrorLine error={start.error} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={start.isPending}>
          {t(start.isPending ? 'starting' : 'start')}
        </Button>
        <Button onClick={onEnd}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

/** Who sells what the file holds. A name that is misspelt would be another seller, with every listing once more. */
function SellerName({
  name,
  catalogId,
  onChange,
}: {
  name: string;
  catalogId: string | null;
  onChange: (name: string) => void;
}) {
  const t = useTranslations('importing.form');
  const { data } = useQuery({
    queryKey: ['sellers', catalogId],
    queryFn: () => fetchJson<{ sellers: { name: string }[] }>(`/api/sellers?catalog=${catalogId ?? ''}`),
    enabled: catalogId !== null,
  });
  const known = catalogId ? (data?.sellers ?? []).map((seller) => seller.name) : [];
  const isKnown = known.some((one) => one.toLowerCase() === name.trim().toLowerCase());
  return (
    <Field label={t('seller')} hint={known.length > 0 && !isKnown ? t('sellerNew') : undefined}>
      <Input required list="known-sellers" value={name} onChange={(event) => onChange(event.target.value)} />
      <datalist id="known-sellers">
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </Field>
  );
}

/** Where categories come from: a file of their own, or the feed. */
function TaxonomyChoice({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const t = useTranslations('importing.form');
  const hasCategories = [draft.mapping.fields.given ?? []].flat().length > 0;
  return (
    <div className="space-y-1">
      <span className="text-sm font-medium">{t('taxonomy')}</span>
      {draft.taxonomy.from === 'upload' ? (
        <p className="text-sm text-ok">{t('taxonomyDone')}</p>
      ) : (
        <>
          <FileDrop
            compact
            label={t(hasCategories ? 'taxonomyDrop' : 'taxonomyNone')}
            accept=".csv,.txt,.tsv"
            onUploaded={({ uploadId, fileName }) =>
              onChange({ taxonomy: { from: 'upload', uploadId, fileName } })
            }
          />
          {hasCategories ? null : <p className="text-xs text-muted">{t('taxonomyNoneHint')}</p>}
        </>
      )}
    </div>
  );
}

function Destination({
  draft,
  catalogId,
  isTaxonomyAsked,
  onChange,
}: {
  draft: Draft;
  catalogId: string | null;
  isTaxonomyAsked: boolean;
  onChange: (part: Partial<Draft>) => void;
}) {
  const t = useTranslations('importing.form');
  const isNew = draft.intoNew || !catalogId;
  return (
    <div className="grid items-start gap-3 border-t border-line pt-4 sm:grid-cols-2 lg:grid-cols-4">
      {draft.mapping.fields.seller ? null : (
        <SellerName
          name={draft.sellerName}
          catalogId={isNew ? null : catalogId}
          onChange={(sellerName) => onChange({ sellerName })}
        />
      )}
      <Field label={t('mode')} hint={t('modeHint')}>
        <Select
          value={draft.mode}
          onChange={(event) => onChange({ mode: event.target.value === 'delta' ? 'delta' : 'full' })}
        >
          <option value="full">{t('full')}</option>
          <option value="delta">{t('delta')}</option>
        </Select>
      </Field>
      {catalogId ? (
        <Field label={t('into')}>
          <Select
            value={draft.intoNew ? 'new' : 'current'}
            onChange={(event) => onChange({ intoNew: event.target.value === 'new' })}
          >
            <option value="current">{t('current')}</option>
            <option value="new">{t('new')}</option>
          </Select>
        </Field>
      ) : null}
      {isNew ? (
        <Field label={t('name')}>
          <Input
            required
            value={draft.catalogName}
            onChange={(event) => onChange({ catalogName: event.target.value })}
          />
        </Field>
      ) : null}
      {isTaxonomyAsked ? <TaxonomyChoice draft={draft} onChange={onChange} /> : null}
      <div className="space-y-1">
        <span className="text-sm font-medium">{t('images')}</span>
        {draft.images ? (
          <p className="text-sm text-ok">{t('imagesDone', { file: draft.images.fileName })}</p>
        ) : (
          <FileDrop
            compact
            label={t('imagesDrop')}
            accept=".zip,.tar,.tar.gz,.tgz"
            onUploaded={(images) => onChange({ images })}
          />
        )}
      </div>
    </div>
  );
}
