'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';

export function SignOut() {
  const t = useTranslations('desk');
  const signOut = useMutation({
    mutationFn: () => fetchJson('/api/session', { method: 'DELETE' }),
    // A full load, so that nothing of this person stays in memory.
    onSuccess: () => window.location.assign('/login'),
  });
  return (
    <Button look="quiet" size="small" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
      {t('signOut')}
    </Button>
  );
}
