'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useActor } from '#components/desk-context.tsx';
import { addClasses } from '#components/ui/add-classes.ts';
import { places } from './places.ts';

/** The places that the person may go to; the one they are in is marked. */
export function MenuLinks({ className, onGo }: { className?: string; onGo?: () => void }) {
  const t = useTranslations('desk.menu');
  const pathname = usePathname();
  const { role } = useActor();
  return (
    <nav aria-label={t('label')} className={className}>
      {places
        .filter(({ roles }) => !roles || role === 'admin' || roles.includes(role))
        .map(({ href, name, also = [] }) => {
          const here = [href, ...also].some(
            (place) => pathname === place || pathname.startsWith(`${place}/`),
          );
          return (
            <Link
              key={href}
              href={href}
              prefetch={false}
              aria-current={here ? 'page' : undefined}
              className={addClasses('rounded-md px-2 py-1.5 hover:bg-mat', here && 'bg-mat font-medium')}
              onClick={onGo}
            >
              {t(name)}
            </Link>
          );
        })}
    </nav>
  );
}
