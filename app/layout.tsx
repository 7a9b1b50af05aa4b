import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { compiledMessages } from '#components/language/compiled.ts';
import { LanguageProvider } from '#components/language/language-provider.tsx';
import { Providers } from '#components/providers.tsx';
import { currentActor } from '#server/auth/session.ts';
import { readTextSize } from '#server/auth/text-size.ts';
import { readTheme } from '#server/auth/theme.ts';
import './globals.css';
import { readerLocale } from './translator.ts';

export const metadata: Metadata = {
  title: { default: 'Shelfwise', template: '%s · Shelfwise' },
  description: 'The review desk that keeps a marketplace catalog right.',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Nothing is prerendered, not even "not found": scripts run only with the nonce of their own answer (proxy.ts).
  await connection();
  const actor = await currentActor();
  const [theme, size] = actor
    ? await Promise.all([readTheme(actor), readTextSize(actor)])
    : ['system', 'normal'];
  const locale = await readerLocale();
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme} data-text={size}>
      <body>
        <LanguageProvider locale={locale} messages={compiledMessages(locale)}>
          <Providers>{children}</Providers>
        </LanguageProvider>
      </body>
    </html>
  );
}
