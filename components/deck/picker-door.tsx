'use client';
import { type ComponentProps, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PickerSheet } from './picker-sheet.tsx';
import { preloadAfterMs } from './use-opened.ts';

type Picker = typeof PickerSheet;

const retryMs = 2_000;

const focusIt = (field: HTMLInputElement | null) => field?.focus();

/** The picker's code: a moment after the page stands, at once when it is opened, and again where the network failed. */
function usePickerCode(open: boolean): Picker | null {
  const [picker, setPicker] = useState<Picker | null>(null);
  useEffect(() => {
    if (picker) return;
    let timer = 0;
    let isOver = false;
    const load = () => {
      import('./picker-sheet.tsx')
        .then((module) => {
          if (!isOver) setPicker(() => module.PickerSheet);
        })
        .catch(() => {
          if (!isOver && open) timer = window.setTimeout(load, retryMs);
        });
    };
    if (open) load();
    else timer = window.setTimeout(load, preloadAfterMs);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [picker, open]);
  return picker;
}

/** Where the picker will stand: its frame and its field, in plain elements that come with the page. */
function WaitingField({
  typed,
  onType,
  onComposing,
  onClose,
}: {
  typed: string;
  onType: (typed: string) => void;
  onComposing: (isComposing: boolean) => void;
  onClose: () => void;
}) {
  const t = useTranslations('sheets.picker');
  return (
    <>
      <div aria-hidden className="fixed inset-0 z-40 bg-black/40" onClick={onClose} />
      <div
        role="dialog"
        aria-modal
        aria-busy
        aria-label={t('title')}
        className="fixed left-1/2 top-[8vh] z-50 w-[calc(100vw-1rem)] max-w-xl -translate-x-1/2 rounded-lg border border-line bg-surface text-ink shadow-xl"
      >
        <p className="border-b border-line px-4 py-2 text-base font-semibold">{t('title')}</p>
        <div className="min-h-100 p-4">
          <input
            ref={focusIt}
            aria-label={t('label')}
            value={typed}
            onChange={(event) => onType(event.target.value)}
            onCompositionStart={() => onComposing(true)}
            onCompositionEnd={() => onComposing(false)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
            }}
            placeholder={t('placeholder')}
            className="h-10 w-full rounded-md border border-line bg-page px-3 text-sm outline-accent"
          />
        </div>
      </div>
    </>
  );
}

/**
 * The picker, whose code comes later than the page. Until it is here a plain field stands in its place and has the focus
 * from the key that opened it, so that no letter is lost, none is taken for an answer, and an input method works as in any
 * field; what it holds goes over in one piece, never in the middle of a composition.
 */
export function PickerDoor(props: ComponentProps<Picker>) {
  const { open, onOpenChange } = props;
  const Picker = usePickerCode(open);
  const [typed, setTyped] = useState('');
  const [isComposing, setComposing] = useState(false);
  if (Picker && !isComposing) return <Picker {...props} typedAhead={typed} />;
  if (!open) return null;
  const close = () => {
    setTyped('');
    setComposing(false);
    onOpenChange(false);
  };
  return <WaitingField typed={typed} onType={setTyped} onComposing={setComposing} onClose={close} />;
}
