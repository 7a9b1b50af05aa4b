import type { ReactNode } from 'react';
import { SettingsTabs } from '#components/settings/settings-tabs.tsx';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-4xl">
      <SettingsTabs />
      {children}
    </div>
  );
}
