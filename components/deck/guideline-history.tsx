'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import type { GuidelineText, GuidelineVersion } from '#server/categorization/schema-guideline.ts';
import { MarkdownText } from './markdown-text.tsx';
import { TextChanges } from './text-changes.tsx';

/** Every version of a guideline, newest first; asked for again when there is a newer one. */
export function useGuidelineVersions(catalogId: string, guideline: GuidelineText | null) {
  const { categoryId = '', version } = guideline ?? {};
  return useQuery({
    queryKey: ['guideline', 'versions', catalogId, categoryId, version],
    queryFn: () =>
      fetchJson<{ versions: GuidelineVersion[] }>(
        `/api/review/categories/guideline/versions?${new URLSearchParams({ catalog: catalogId, category: categoryId })}`,
      ).then((said) => said.versions),
    enabled: (version ?? 0) > 1,
  }).data;
}

/** What differs from the version that one last read. */
export function ChangedSince({
  versions,
  guideline,
  seen,
}: {
  versions: readonly GuidelineVersion[];
  guideline: GuidelineText;
  seen: number;
}) {
  const t = useTranslations('deck.guideline');
  const read = versions.find((one) => one.version === seen);
  if (!read) return null;
  const label = t('changedSince', { seen: String(seen) });
  return (
    <section className="flex flex-col gap-2" aria-label={label}>
      <h3 className="text-sm font-medium text-doubt">{label}</h3>
      <TextChanges before={read.body} after={guideline.body} label={label} />
      <h3 className="text-sm font-medium">{t('whole')}</h3>
    </section>
  );
}

/** Who changed what and when. */
export function GuidelineHistory({ versions }: { versions: readonly GuidelineVersion[] }) {
  const t = useTranslations('deck.guideline');
  const { day } = useFormat();
  return (
    <section className="flex flex-col gap-1 border-t border-line pt-3" aria-label={t('versions')}>
      <h3 className="text-sm font-medium">{t('versions')}</h3>
      {versions.map((one, at) => {
        const before = versions[at + 1];
        const version = String(one.version);
        return (
          <details key={one.version} className="text-sm">
            <summary className="min-h-6 cursor-pointer rounded py-0.5 text-muted hover:text-ink">
              {t('versionLine', { version, by: one.by, day: day(one.at) })}
            </summary>
            <div className="flex flex-col gap-1 py-2 pl-4">
              <h4 className="text-xs text-muted">{before ? t('what', { version }) : t('first')}</h4>
              {before ? (
                <TextChanges before={before.body} after={one.body} label={t('what', { version })} />
              ) : (
                <MarkdownText text={one.body} />
              )}
            </div>
          </details>
        );
      })}
    </section>
  );
}
