'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, Input } from '#components/ui/field.tsx';

/** Uses a one-time link. A click is needed: programs that only look at links must not use them up. */
export function SignInForm({ token, isNew }: { token: string; isNew: boolean }) {
  const [name, setName] = useState('');
  const signIn = useMutation({
    mutationFn: () =>
      fetchJson('/api/session', {
        method: 'POST',
        body: JSON.stringify({ token, name: name.trim() || undefined }),
      }),
    onSuccess: () => window.location.assign('/'),
  });
  const refused = signIn.error instanceof HttpError && signIn.error.reason === 'link-not-valid';
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {isNew ? (
        <Field label="Your name" hint="Shown beside your decisions.">
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={80}
            autoComplete="name"
          />
        </Field>
      ) : null}
      <Button type="submit" look="primary" size="large" className="w-full" disabled={signIn.isPending}>
        {isNew ? 'Create the first account' : 'Sign in'}
      </Button>
      {signIn.isError ? (
        <p role="alert" className="text-sm text-stop">
          {refused
            ? 'This link has been used or has expired. Start again to get a new one.'
            : signIn.error.message}
        </p>
      ) : null}
    </form>
  );
}
