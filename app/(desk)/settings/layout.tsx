import type { ReactNode } from 'react';
import { SectionTabs } from '#components/desk/section-tabs.tsx';

const tabs = [
  { href: '/settings', name: 'You' },
  { href: '/settings/merging', name: 'Merged records', roles: ['lead'] },
  { href: '/settings/people', name: 'People', roles: ['admin'] },
  { href: '/settings/network', name: 'Network', roles: ['admin'] },
] as const;

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-4xl">
      <SectionTabs name="Settings" tabs={tabs} />
      {children}
    </div>
  );
}
