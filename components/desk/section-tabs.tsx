'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useActor } from '#components/desk-context.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';
import type { SignedIn } from '#server/auth/schema.ts';

export interface Tab {
  href: string;
  name: string;
  /** Shown to these and to admins; to everybody without it. */
  roles?: readonly SignedIn['role'][];
}

/** On a narrow screen the tabs go on beyond its edge: the one that is open is brought into sight. */
const reveal = (link: HTMLElement | null): void =>
  link?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });

/** The pages of one part of the desk. With one page to see there is nothing to choose, and nothing is shown. */
export function SectionTabs({ name, tabs }: { name: string; tabs: readonly Tab[] }) {
  const pathname = usePathname();
  const { role } = useActor();
  const seen = tabs.filter(({ roles }) => !roles || role === 'admin' || roles.includes(role));
  if (seen.length < 2) return null;
  // A page below a tab's own stands under the tab that is nearest to it.
  const [chosen] = seen
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((a, b) => b.length - a.length);
  return (
    <nav aria-label={name} className="mb-6 flex gap-1 overflow-x-auto border-b border-line text-sm">
      {seen.map(({ href, name: word }) => (
        <Link
          key={href}
          ref={chosen === href ? reveal : undefined}
          href={href}
          prefetch={false}
          aria-current={chosen === href ? (pathname === href ? 'page' : true) : undefined}
          className={joinClasses(
            'border-b-2 px-3 py-2 whitespace-nowrap hover:border-line',
            chosen === href ? 'border-accent font-medium' : 'border-transparent text-muted',
          )}
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}
