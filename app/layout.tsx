import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Providers } from '#components/providers.tsx';
import { currentActor } from '#server/auth/session.ts';
import { readTheme } from '#server/auth/theme.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Shelfwise', template: '%s · Shelfwise' },
  description: 'The review desk that keeps a marketplace catalog right.',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Nothing is prerendered, not even "not found": scripts run only with the nonce of their own answer (proxy.ts).
  await connection();
  const actor = await currentActor();
  const theme = actor ? await readTheme(actor) : 'system';
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
