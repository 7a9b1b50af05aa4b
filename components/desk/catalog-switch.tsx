'use client';

import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useCatalogs } from '#components/desk-context.tsx';

/** Changes the catalog that every page works on. The page is loaded anew, so that no card of the old one stays. */
function switchTo(catalogId: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: a preference that the server checks; the Cookie Store API is not everywhere
  document.cookie = `shelfwise-catalog=${catalogId}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

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
      onChange={(event) => switchTo(event.target.value)}
    >
      {catalogs.map(({ catalogId, name }) => (
        <option key={catalogId} value={catalogId}>
          {name}
        </option>
      ))}
    </select>
  );
}
