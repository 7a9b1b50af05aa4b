'use client';

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { MenuLinks } from './menu-links.tsx';

/** What the menu button opens: keeps the focus, closes by Escape and gives the focus back. */
export function MenuSheet({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTranslations('desk.menu');
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40 lg:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-72 max-w-[85vw] flex-col gap-4 overflow-y-auto border-l border-line bg-surface p-4 text-ink lg:hidden"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="text-base font-semibold">Shelfwise</Dialog.Title>
            <Dialog.Close
              className="rounded-md p-2 text-muted hover:bg-mat hover:text-ink"
              aria-label={t('close')}
            >
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </div>
          <MenuLinks className="flex flex-col gap-1" onGo={onClose} />
          <div className="mt-auto flex flex-wrap items-center gap-3 border-t border-line pt-4 text-sm text-muted">
            {children}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
