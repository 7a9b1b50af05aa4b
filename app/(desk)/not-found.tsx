import Link from 'next/link';
import { translator } from '#app/translator.ts';
import { EmptyState } from '#components/ui/card.tsx';

/** Inside the desk, with its menu: what was asked for is not there, or not this person's to see. */
export default async function NotFoundInDesk() {
  const t = await translator('pages');
  return (
    <EmptyState isPage title={t('nothing')}>
      <Link href="/" className="text-accent underline">
        {t('back')}
      </Link>
    </EmptyState>
  );
}
