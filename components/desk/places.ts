import type { SignedIn } from '#server/auth/schema.ts';

interface Place {
  href: string;
  name: string;
  /** Other pages of the same part of the desk. */
  also?: readonly string[];
  /** Shown to these and to admins; to everybody without it. */
  roles?: readonly SignedIn['role'][];
}

/** The menu follows the flow of a product through the desk. */
export const places: readonly Place[] = [
  { href: '/import', name: 'Import' },
  { href: '/products', name: 'Products', also: ['/sellers', '/taxonomy'] },
  { href: '/review/categories', name: 'Categories' },
  { href: '/review/duplicates', name: 'Duplicates' },
  { href: '/labels', name: 'Labels' },
  { href: '/training', name: 'Training' },
  { href: '/insights', name: 'Insights', also: ['/acceptance'], roles: ['lead', 'ml'] },
  { href: '/try', name: 'Try' },
  { href: '/pipeline', name: 'Pipeline' },
];
