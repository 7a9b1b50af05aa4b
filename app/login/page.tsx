import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { translator } from '#app/translator.ts';
import { SignInForm } from '#components/desk/sign-in-form.tsx';
import { readSignInLink } from '#server/auth/read-sign-in-link.ts';
import { visitorAddress } from '#server/auth/visitor.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('titles');
  return { title: t('login'), referrer: 'no-referrer' };
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const t = await translator('desk');
  const { token } = await searchParams;
  const link = token ? await readSignInLink(token, visitorAddress(await headers())) : null;
  return (
    <main className="mx-auto mt-24 max-w-sm space-y-6 px-4">
      <h1>Shelfwise</h1>
      {token && link ? (
        <SignInForm token={token} purpose={link.purpose} email={link.email} />
      ) : (
        <p className="text-sm text-muted">
          {token ? `${t('signIn.spent')} ` : ''}
          {t('signIn.needLink')}
        </p>
      )}
    </main>
  );
}
