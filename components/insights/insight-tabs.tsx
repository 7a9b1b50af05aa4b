import { SectionTabs } from '#components/desk/section-tabs.tsx';

const tabs = [
  { href: '/insights', name: 'Work and quality' },
  { href: '/insights/catalog', name: 'The data' },
  { href: '/insights/map', name: 'Category map' },
  { href: '/acceptance', name: 'Automatic acceptance' },
] as const;

/** What leads and engineers look at, and what they switch on by it. */
export function InsightTabs() {
  return <SectionTabs name="Insights" tabs={tabs} />;
}
