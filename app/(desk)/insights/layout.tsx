import type { ReactNode } from 'react';
import { InsightTabs } from '#components/insights/insight-tabs.tsx';

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <InsightTabs />
      {children}
    </>
  );
}
