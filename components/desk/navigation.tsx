'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useActor } from '#components/desk-context.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';
import { CatalogSwitch } from './catalog-switch.tsx';
import { SignOut } from './sign-out.tsx';

/** The menu follows the flow of a product through the desk. */
const places = [
  { href: '/import', name: 'Import' },
  { href: '/products', name: 'Products' },
  { href: '/review/categories', name: 'Review categories' },
  { href: '/review/duplicates', name: 'Review duplicates' },
  { href: '/labels', name: 'Labels' },
  { href: '/training', name: 'Training' },
  { href: '/try', name: 'Try' },
  { href: '/pipeline', name: 'Pipeline' },
];

export function Navigation() {
  const pathname = usePathname();
  const actor = useActor();
  return (
    <header className="border-b border-line bg-surface">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-50 focus:bg-surface focus:p-2"
      >
        Skip to content
      </a>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 text-sm">
        <Link href="/" className="text-base font-semibold tracking-tight">
          Shelfwise
        </Link>
        <nav aria-label="Main" className="flex flex-wrap gap-1">
          {places.map(({ href, name }) => {
            const here = pathname === href || pathname.startsWith(`${href}/`);
            return (
              <Link
                key={href}
                href={href}
                prefetch={false}
                aria-current={here ? 'page' : undefined}
                className={joinClasses('rounded-md px-2.5 py-1.5 hover:bg-mat', here && 'bg-mat font-medium')}
              >
                {name}
              </Link>
            );
          })}
        </nav>
        <div className="ml-auto flex items-center gap-3 text-muted">
          <CatalogSwitch />
          <span>
            {actor.name} <span className="text-xs">({actor.role})</span>
          </span>
          <SignOut />
        </div>
      </div>
    </header>
  );
}
