'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ExportPanel } from './export-panel.tsx';
import { LabelImportPanel } from './label-import-panel.tsx';
import { LabelList } from './label-list.tsx';

/** What people have decided, as training reads it, and everything that can be taken out of the desk. */
export function LabelDesk() {
  const t = useTranslations('labels');
  const catalog = useCatalogOrNull();
  const mayExport = useMay('lead', 'ml');
  const mayImport = useMay('lead');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {catalog ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <LabelList catalogId={catalog.catalogId} />
          <div className="space-y-5">
            {mayExport ? <ExportPanel catalogId={catalog.catalogId} /> : null}
            {mayImport ? <LabelImportPanel catalogId={catalog.catalogId} /> : null}
          </div>
        </div>
      ) : (
        <EmptyState title={t('none')}>
          {t.rich('noneHint', {
            link: (text) => (
              <Link href="/import" className="text-accent underline">
                {text}
              </Link>
            ),
          })}
        </EmptyState>
      )}
    </>
  );
}
