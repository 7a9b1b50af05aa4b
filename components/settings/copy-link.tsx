'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { inputClasses } from '#components/ui/field.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';
import type { OneTimeLink } from '#server/auth/schema.ts';

/** True when the text is in the clipboard. Plain http has no clipboard of its own: the selection is copied there. */
async function copyText(text: string, field: HTMLInputElement): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  field.select();
  return document.execCommand('copy');
}

/** A one-time link, shown this once: it takes the focus, so that nobody goes on without it. */
export function CopyLink({ link, to, onDone }: { link: OneTimeLink; to: string; onDone: () => void }) {
  const t = useTranslations('settings.link');
  const { moment } = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  const url = `${location.origin}${link.path}`;
  useEffect(() => field.current?.select(), []);
  const copy = async (): Promise<void> => {
    if (field.current) setIsCopied(await copyText(url, field.current));
  };
  return (
    <div className="rounded-md border border-accent p-3">
      <p className="text-sm">
        {t.rich('handOn', {
          who: to,
          until: moment(link.expiresAt),
          to: (who) => <strong className="font-medium break-all">{who}</strong>,
        })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          value={url}
          aria-label={t('label', { who: to })}
          className={joinClasses(inputClasses, 'min-w-0 flex-1 basis-64 font-mono text-xs')}
        />
        <Button look="primary" onClick={() => void copy()}>
          {t('copy')}
        </Button>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
      <p role="status" className="mt-1 text-xs text-ok">
        {isCopied ? t('copied') : ''}
      </p>
    </div>
  );
}
