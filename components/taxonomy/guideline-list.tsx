'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { GuidelineSheet } from '#components/deck/guideline-sheet.tsx';
import { PickerSheet } from '#components/deck/picker-sheet.tsx';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import type { ListedGuideline } from '#server/categorization/schema-guideline.ts';

/** Every guideline of the catalog: whose, since when, and how many products it holds for. Leads write further ones. */
export function GuidelineList({ catalogId }: { catalogId: string }) {
  const t = useTranslations('leads.guidelines');
  const mayWrite = useMay('lead');
  const [open, setOpen] = useState<string | null>(null);
  const [isPicking, setIsPicking] = useState(false);
  const { data, error } = useQuery({
    // Below the guidelines of cards: a new version renews both.
    queryKey: ['guideline', catalogId, 'all'],
    queryFn: () =>
      fetchJson<{ guidelines: ListedGuideline[] }>(`/api/review/categories/guidelines?catalog=${catalogId}`),
  });
  const guidelines = data?.guidelines ?? [];
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={mayWrite ? <Button onClick={() => setIsPicking(true)}>{t('write')}</Button> : null}
      />
      <ErrorLine error={error} className="mb-3" />
      {data && guidelines.length === 0 ? <EmptyState title={t('none')}>{t('noneHint')}</EmptyState> : null}
      <ul className="grid gap-3">
        {guidelines.map((one) => (
          <li key={one.categoryId}>
            <Line guideline={one} onOpen={() => setOpen(one.categoryId)} />
          </li>
        ))}
      </ul>
      <GuidelineSheet
        catalogId={catalogId}
        categoryId={open}
        open={open !== null}
        onOpenChange={(isOpen) => setOpen(isOpen ? open : null)}
      />
      <PickerSheet
        catalogId={catalogId}
        options={[]}
        open={isPicking}
        onOpenChange={setIsPicking}
        onPick={({ categoryId }) => {
          setIsPicking(false);
          setOpen(categoryId);
        }}
      />
    </>
  );
}

function Line({ guideline, onOpen }: { guideline: ListedGuideline; onOpen: () => void }) {
  const t = useTranslations('leads.guidelines');
  const { day } = useFormat();
  const { categoryId, pathName, version, by, at, products, isNew } = guideline;
  return (
    <Card>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 break-words">
          <button type="button" className="text-left underline" onClick={onOpen}>
            {pathName.replaceAll(' > ', ' › ')}
          </button>
        </h2>
        {isNew ? <Badge tone="doubt">{t('unread')}</Badge> : null}
      </div>
      <p className="mt-1 text-sm text-muted">
        {t('version', { version: String(version), by, day: day(at) })} ·{' '}
        <Link className="underline" prefetch={false} href={`/products?category=${categoryId}`}>
          {t('products', { count: products })}
        </Link>
      </p>
      <p className="mt-2 line-clamp-2 text-sm break-words">{guideline.beginning}</p>
    </Card>
  );
}
