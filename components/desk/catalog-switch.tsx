'use client';

import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useCatalogs } from '#components/desk-context.tsx';
import { switchToCatalog } from './switch-catalog.ts';

/** The current catalog; with more than one to see, a choice. */
export function CatalogSwitch() {
  const t = useTranslations('desk');
  const catalog = useCatalogOrNull();
  const catalogs = useCatalogs();
  if (!catalog) return null;
  if (catalogs.length < 2) return <span className="truncate">{catalog.name}</span>;
  return (
    <select
      aria-label={t('catalog')}
      className="h-8 max-w-52 min-w-0 rounded-md border border-line bg-surface px-3 text-sm text-ink"
      value={catalog.catalogId}
      onChange={(event) => switchToCatalog(event.target.value)}
    >
      {catalogs.map(({ catalogId, name }) => (
        <option key={catalogId} value={catalogId}>
          {name}
        </option>
      ))}
    </select>
  );
}
