'use client';
import { Check, CloudOff, LogIn, RefreshCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { OutboxSnapshot } from './outbox.ts';

/** Always in sight: is what I decided safe? Words and an icon, never colour alone. */
export function OutboxChip({ snapshot }: { snapshot: OutboxSnapshot }) {
  const t = useTranslations('deck.outbox');
  const { status, waiting: count } = snapshot;
  if (status === 'signed-out') {
    return (
      <span role="status" className="inline-flex items-center gap-1.5 text-sm text-stop">
        <LogIn aria-hidden className="size-4" />
        <span>
          {t.rich('signedOut', {
            count,
            link: (chunks) => (
              <a className="underline" href="/login" target="_blank" rel="noreferrer">
                {chunks}
              </a>
            ),
          })}
        </span>
      </span>
    );
  }
  if (status === 'offline') {
    return (
      <span role="status" className="inline-flex items-center gap-1.5 text-sm text-doubt">
        <CloudOff aria-hidden className="size-4" />
        {t('offline', { count })}
      </span>
    );
  }
  const isBusy = count > 1;
  return (
    <span
      role="status"
      className={`inline-flex items-center gap-1.5 text-sm ${isBusy ? 'text-muted' : 'text-ok'}`}
    >
      {isBusy ? <RefreshCw aria-hidden className="size-4" /> : <Check aria-hidden className="size-4" />}
      {isBusy ? t('waiting', { count }) : t('saved')}
    </span>
  );
}
