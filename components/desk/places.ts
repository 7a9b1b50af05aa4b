import type { SourceMessages } from '#components/language/messages.ts';
import type { SignedIn } from '#server/auth/schema.ts';

interface Place {
  href: string;
  /** Its word in the message catalogue, `desk.menu`. */
  name: Exclude<keyof SourceMessages['desk']['menu'], 'label' | 'name' | 'close'>;
  /** Other pages of the same part of the desk. */
  also?: readonly string[];
  /** Shown to these and to admins; to everybody without it. */
  roles?: readonly SignedIn['role'][];
}

/** The menu follows the flow of a product through the desk. */
export const places: readonly Place[] = [
  { href: '/import', name: 'import' },
  { href: '/products', name: 'products', also: ['/sellers', '/taxonomy'] },
  { href: '/review/categories', name: 'categories' },
  { href: '/review/duplicates', name: 'duplicates' },
  { href: '/labels', name: 'labels' },
  { href: '/training', name: 'training' },
  { href: '/insights', name: 'insights', also: ['/acceptance'], roles: ['lead', 'ml'] },
  { href: '/try', name: 'try' },
  { href: '/pipeline', name: 'pipeline' },
];
