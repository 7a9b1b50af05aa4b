import { SectionTabs } from '#components/desk/section-tabs.tsx';

const tabs = [
  { href: '/products', name: 'Products' },
  { href: '/sellers', name: 'Sellers' },
  { href: '/taxonomy', name: 'Taxonomy' },
] as const;

/** What is in the catalog, who sends it, and where it can stand. */
export function ProductTabs() {
  return <SectionTabs name="Catalog" tabs={tabs} />;
}
