import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { SignInForm } from '#components/desk/sign-in-form.tsx';
import { readSignInLink } from '#server/auth/read-sign-in-link.ts';
import { visitorAddress } from '#server/auth/visitor.ts';

export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer' };

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams;
  const link = token ? await readSignInLink(token, visitorAddress(await headers())) : null;
  return (
    <main className="mx-auto mt-24 max-w-sm space-y-6 px-4">
      <h1>Shelfwise</h1>
      {token && link ? (
        <SignInForm token={token} purpose={link.purpose} email={link.email} />
      ) : (
        <p className="text-sm text-muted">
          {token ? 'This link has been used or has expired. ' : ''}
          Open the one-time link that the start of Shelfwise prints, or ask an admin for one.
        </p>
      )}
    </main>
  );
}
