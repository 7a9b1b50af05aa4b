'use client';

import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Locale } from '#server/auth/schema.ts';
import type { SourceMessages } from './messages.ts';

/** What every text of the interface is read from. `messages` come parsed from the server (compiled.ts). */
export function LanguageProvider({
  locale,
  messages,
  children,
}: {
  locale: Locale;
  messages: SourceMessages;
  children: ReactNode;
}) {
  return (
    // Times are written by format.ts in the reader's own zone; this one is only what a text would fall back to, the same
    // on both sides.
    <IntlProvider locale={locale} messages={messages} timeZone="UTC" onError={complain}>
      {children}
    </IntlProvider>
  );
}

/** A missing text cannot compile; what is left (a placeholder without its value) is a fault of ours to be seen. */
function complain(error: Error): void {
  console.error(error);
}
