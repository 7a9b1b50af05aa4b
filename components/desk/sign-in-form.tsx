'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, Input } from '#components/ui/field.tsx';

type Purpose = 'setup' | 'invitation' | 'sign-in';

const callsToAct = {
  setup: 'setup',
  invitation: 'invitation',
  'sign-in': 'signIn',
} as const satisfies Record<Purpose, string>;

/** Refusals that have words of their own in the catalogue. */
const refusals = { 'link-not-valid': 'spentAsk', 'too-many-attempts': 'tooMany' } as const;
const isRefusal = (reason: string | null): reason is keyof typeof refusals =>
  reason !== null && Object.hasOwn(refusals, reason);

/** Uses a one-time link. A click is needed: programs that only look at links must not use them up. */
export function SignInForm({
  token,
  purpose,
  email,
}: {
  token: string;
  purpose: Purpose;
  email: string | null;
}) {
  const t = useTranslations('desk.signIn');
  const why = useWhy();
  const [name, setName] = useState('');
  const signIn = useMutation({
    mutationFn: () =>
      fetchJson('/api/session', {
        method: 'POST',
        body: JSON.stringify({ token, name: name.trim() || undefined }),
      }),
    onSuccess: () => window.location.assign('/'),
  });
  const reason = signIn.error instanceof HttpError ? signIn.error.reason : null;
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {email ? <p className="text-sm text-muted">{t('account', { email })}</p> : null}
      {purpose === 'sign-in' ? null : (
        <Field label={t('name')} hint={t('nameHint')}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={80}
            autoComplete="name"
          />
        </Field>
      )}
      <Button type="submit" look="primary" size="large" className="w-full" disabled={signIn.isPending}>
        {t(callsToAct[purpose])}
      </Button>
      {signIn.isError ? (
        <p role="alert" className="text-sm text-stop">
          {isRefusal(reason) ? t(refusals[reason]) : why(signIn.error)}
        </p>
      ) : null}
    </form>
  );
}
