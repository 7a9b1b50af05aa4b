'use client';

import { Menu } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Fetched when it is opened: 13 kB that a wide screen never needs. */
const MenuSheet = dynamic(() => import('./menu-sheet.tsx').then((module) => module.MenuSheet));

/** The menu of a narrow screen: a button that opens a drawer. */
export function MenuDrawer({ children }: { children: ReactNode }) {
  const t = useTranslations('desk.menu');
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
        className="flex items-center gap-2 rounded-md border border-line px-2.5 py-1.5 lg:hidden"
      >
        <Menu aria-hidden className="size-4" />
        {t('name')}
      </button>
      {isOpen ? (
        <MenuSheet
          onClose={() => {
            setIsOpen(false);
            // The dialog is not the button's own, so the focus is given back by hand.
            requestAnimationFrame(() => button.current?.focus());
          }}
        >
          {children}
        </MenuSheet>
      ) : null}
    </>
  );
}
