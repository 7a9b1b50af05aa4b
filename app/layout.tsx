import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Providers } from '#components/providers.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Shelfwise', template: '%s · Shelfwise' },
  description: 'The review desk that keeps a marketplace catalog right.',
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
