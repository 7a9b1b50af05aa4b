'use client';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface SheetProps {
  title: string;
  /** Read to screen readers, not shown. */
  description: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  wide?: boolean;
  children: ReactNode;
}

/** A dialog over the deck. Escape closes; focus goes back to where it was. */
export function Sheet({ title, description, open, onOpenChange, wide = false, children }: SheetProps) {
  const t = useTranslations('sheets');
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          className={`fixed left-1/2 top-[8vh] z-50 flex max-h-[84vh] w-[calc(100vw-1rem)] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface text-ink shadow-xl ${wide ? 'max-w-6xl' : 'max-w-xl'}`}
        >
          <div className="flex items-center border-b border-line px-4 py-2">
            <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
            <Dialog.Description className="sr-only">{description}</Dialog.Description>
            <Dialog.Close className="ml-auto rounded p-1 text-muted hover:text-ink" aria-label={t('close')}>
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-auto p-4">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
