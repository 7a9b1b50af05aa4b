'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, Input } from '#components/ui/field.tsx';

type Purpose = 'setup' | 'invitation' | 'sign-in';

const callsToAct: Record<Purpose, string> = {
  setup: 'Create the first account',
  invitation: 'Join',
  'sign-in': 'Sign in',
};

function problemWords(error: Error): string {
  const reason = error instanceof HttpError ? error.reason : null;
  if (reason === 'link-not-valid')
    return 'This link has been used or has expired. Ask an admin for a new one, or start Shelfwise again.';
  if (reason === 'too-many-attempts') return 'Too many attempts. Wait ten minutes, then try again.';
  return error.message;
}

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
  const [name, setName] = useState('');
  const signIn = useMutation({
    mutationFn: () =>
      fetchJson('/api/session', {
        method: 'POST',
        body: JSON.stringify({ token, name: name.trim() || undefined }),
      }),
    onSuccess: () => window.location.assign('/'),
  });
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {email ? <p className="text-sm text-muted">An account for {email}.</p> : null}
      {purpose === 'sign-in' ? null : (
        <Field label="Your name" hint="Shown beside your decisions.">
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
        {callsToAct[purpose]}
      </Button>
      {signIn.isError ? (
        <p role="alert" className="text-sm text-stop">
          {problemWords(signIn.error)}
        </p>
      ) : null}
    </form>
  );
}
