'use client';

import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/card.tsx';

export default function DeskError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('pages');
  return (
    <EmptyState isPage title={t('failed')}>
      <p className="mb-4">{t('failedWhy')}</p>
      <Button onClick={reset}>{t('again')}</Button>
    </EmptyState>
  );
}
