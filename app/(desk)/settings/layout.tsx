import type { ReactNode } from 'react';
import { translator } from '#app/translator.ts';
import { SectionTabs } from '#components/desk/section-tabs.tsx';

const tabs = [
  { href: '/settings', name: 'you' },
  { href: '/settings/merging', name: 'merging', roles: ['lead'] },
  { href: '/settings/review', name: 'review', roles: ['lead'] },
  { href: '/settings/people', name: 'people', roles: ['admin'] },
  { href: '/settings/network', name: 'network', roles: ['admin'] },
] as const;

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const t = await translator('settings');
  return (
    <div className="mx-auto max-w-4xl">
      <SectionTabs
        name={t('tabs.name')}
        tabs={tabs.map((tab) => ({ ...tab, name: t(`tabs.${tab.name}`) }))}
      />
      {children}
    </div>
  );
}
