'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useActor } from '#components/desk-context.tsx';
import { CatalogSwitch } from './catalog-switch.tsx';
import { MenuDrawer } from './menu-drawer.tsx';
import { MenuLinks } from './menu-links.tsx';
import { SignOut } from './sign-out.tsx';
import { ThemeButton } from './theme-button.tsx';

/** The top of every page: one row, wide or narrow. */
export function Navigation() {
  const t = useTranslations('desk');
  return (
    <header className="border-b border-line bg-surface">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-50 focus:rounded-md focus:bg-surface focus:p-2"
      >
        {t('skip')}
      </a>
      <div className="flex items-center gap-x-4 px-4 py-2 text-sm">
        <Link href="/" className="text-base font-semibold tracking-tight">
          Shelfwise
        </Link>
        <MenuLinks className="hidden flex-wrap gap-0.5 lg:flex in-data-[text=normal]:xl:shrink-0" />
        <div className="ml-auto flex min-w-0 items-center gap-2 text-muted">
          <CatalogSwitch />
          <div className="hidden items-center gap-2 lg:flex">
            <PersonLinks />
          </div>
          <MenuDrawer>
            <PersonLinks />
          </MenuDrawer>
        </div>
      </div>
    </header>
  );
}

function PersonLinks() {
  const t = useTranslations('desk');
  const roleName = useTranslations('settings');
  const actor = useActor();
  return (
    <>
      <ThemeButton />
      <Link
        href="/settings"
        prefetch={false}
        title={t('settingsOfRole', { name: actor.name, role: roleName(`roles.${actor.role}`) })}
        aria-label={t('settingsOf', { name: actor.name })}
        className="max-w-40 truncate rounded-md px-1.5 py-1 hover:bg-mat hover:text-ink"
      >
        {actor.name}
      </Link>
      <SignOut />
    </>
  );
}
