'use client';
import { useTranslations } from 'use-intl';
import { SectionTabs } from '#components/desk/section-tabs.tsx';

/** What leads and engineers look at, and what they switch on by it. */
export function InsightTabs() {
  const t = useTranslations('insights.tabs');
  return (
    <SectionTabs
      name={t('name')}
      tabs={[
        { href: '/insights', name: t('work') },
        { href: '/insights/catalog', name: t('data') },
        { href: '/insights/map', name: t('map') },
        { href: '/acceptance', name: t('acceptance') },
      ]}
    />
  );
}
