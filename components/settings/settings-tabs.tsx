'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useMay } from '#components/desk-context.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';

const places = [
  { href: '/settings', name: 'You', adminOnly: false },
  { href: '/settings/people', name: 'People', adminOnly: true },
  { href: '/settings/network', name: 'Network', adminOnly: true },
];

/** The parts of the settings that the person may open. */
export function SettingsTabs() {
  const pathname = usePathname();
  const isAdmin = useMay('admin');
  return (
    <nav aria-label="Settings" className="mb-6 flex gap-1 border-b border-line text-sm">
      {places
        .filter((place) => isAdmin || !place.adminOnly)
        .map(({ href, name }) => (
          <Link
            key={href}
            href={href}
            aria-current={pathname === href ? 'page' : undefined}
            className={joinClasses(
              '-mb-px border-b-2 px-3 py-2 hover:border-line',
              pathname === href ? 'border-accent font-medium' : 'border-transparent text-muted',
            )}
          >
            {name}
          </Link>
        ))}
    </nav>
  );
}
