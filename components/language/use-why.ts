'use client';

import { useTranslations } from 'use-intl';
import { HttpError } from '#components/fetch-json.ts';
import type { SourceMessages } from './messages.ts';

type Code = keyof SourceMessages['why']['code'];

/** Why something failed, in the reader's language. A reason that has no text of its own is shown as it came. */
export function useWhy(): (error: Error) => string {
  const t = useTranslations('why');
  const isKnown = (reason: string): reason is Code => t.has(`code.${reason}` as `code.${Code}`);
  return (error) => {
    if (error instanceof HttpError) {
      if (error.reason === null) return t('status', { status: String(error.status) });
      return isKnown(error.reason) ? t(`code.${error.reason}`) : error.reason;
    }
    // What `fetch` throws where no answer came.
    return error instanceof TypeError ? t('network') : error.message;
  };
}
