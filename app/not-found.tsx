import Link from 'next/link';
import { EmptyState } from '#components/ui/card.tsx';
import { translator } from './translator.ts';

export default async function NotFound() {
  const t = await translator('pages');
  return (
    <main className="mx-auto mt-24 max-w-lg px-4">
      <EmptyState isPage title={t('nothing')}>
        <Link href="/" className="text-accent underline">
          {t('back')}
        </Link>
      </EmptyState>
    </main>
  );
}
