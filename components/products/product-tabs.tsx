'use client';
import { useTranslations } from 'use-intl';
import { SectionTabs } from '#components/desk/section-tabs.tsx';

/** What is in the catalog, who sends it, and where it can stand. */
export function ProductTabs() {
  const t = useTranslations('products.tabs');
  return (
    <SectionTabs
      name={t('name')}
      tabs={[
        { href: '/products', name: t('products') },
        { href: '/sellers', name: t('sellers') },
        { href: '/taxonomy', name: t('taxonomy') },
        { href: '/taxonomy/guidelines', name: t('guidelines') },
        { href: '/taxonomy/proposals', name: t('proposals') },
      ]}
    />
  );
}
