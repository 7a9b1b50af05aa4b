'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogs } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { OneTimeLink } from '#server/auth/schema.ts';
import { type Access, AccessFields } from './access-fields.tsx';
import { CopyLink } from './copy-link.tsx';
import { useProblemWords } from './role-words.ts';

/** Makes a one-time link for somebody new. Shelfwise sends no mail: the link is handed on by the admin. */
export function InviteForm({ onInvited }: { onInvited: () => void }) {
  const t = useTranslations('settings.invite');
  const problemWords = useProblemWords();
  const catalogs = useCatalogs();
  const [email, setEmail] = useState('');
  const [access, setAccess] = useState<Access>({
    role: 'moderator',
    catalogIds: catalogs.length === 1 ? [catalogs[0].catalogId] : [],
  });
  const invite = useMutation({
    mutationFn: () =>
      fetchJson<OneTimeLink>('/api/invitations', {
        method: 'POST',
        body: JSON.stringify({ email, ...access }),
      }),
    onSuccess: onInvited,
  });
  const problem = problemWords(invite.error);
  return (
    <Card>
      <h2>{t('title')}</h2>
      {invite.data ? (
        <div className="mt-3">
          <CopyLink
            link={invite.data}
            to={email}
            onDone={() => {
              invite.reset();
              setEmail('');
            }}
          />
        </div>
      ) : (
        <form
          className="mt-3 space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            invite.mutate();
          }}
        >
          <Field label={t('email')} problem={problem} hint={t('hint')}>
            <Input
              type="email"
              required
              maxLength={200}
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <AccessFields access={access} onChange={setAccess} />
          <Button type="submit" look="primary" disabled={invite.isPending}>
            {t('make')}
          </Button>
        </form>
      )}
    </Card>
  );
}
