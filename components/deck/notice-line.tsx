'use client';
import { Check, CircleAlert, OctagonX, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Notice } from './reducer.ts';

const looks = {
  ok: { icon: Check, colour: 'text-ok' },
  doubt: { icon: CircleAlert, colour: 'text-doubt' },
  stop: { icon: OctagonX, colour: 'text-stop' },
};

/** What the server had to say about an answer. Its place is kept free, so nothing jumps when it appears. */
export function NoticeLine({ notice, onClose }: { notice: Notice | null; onClose: () => void }) {
  const t = useTranslations('deck.notice');
  const { icon: Icon, colour } = looks[notice?.tone ?? 'ok'];
  return (
    <div aria-live="assertive" className="flex min-h-8 items-center gap-2 px-4 text-sm">
      {notice ? (
        <>
          <Icon aria-hidden className={`size-4 shrink-0 ${colour}`} />
          <span className={colour}>{notice.text}</span>
          <button
            type="button"
            onClick={onClose}
            aria-label={t('close')}
            className="rounded p-1 text-muted hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </>
      ) : null}
    </div>
  );
}
