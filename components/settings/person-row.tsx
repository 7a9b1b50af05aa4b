'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useActor, useCatalogs } from '#components/desk-context.tsx';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import type { OneTimeLink, PersonChange, PersonView } from '#server/auth/schema.ts';
import { type Access, AccessFields } from './access-fields.tsx';
import { CopyLink } from './copy-link.tsx';
import { refusalWords, roles } from './role-words.ts';

interface PersonRowProps {
  person: PersonView;
  onChange: () => void;
}

/** One person: what they may do, and what an admin can change of it. */
export function PersonRow({ person, onChange }: PersonRowProps) {
  const actor = useActor();
  const [isEditing, setIsEditing] = useState(false);
  const change = useMutation({
    mutationFn: (body: PersonChange) =>
      fetchJson(`/api/people/${person.id}`, { method: 'PATCH', body: JSON.stringify(body) }),
    onSuccess: () => setIsEditing(false),
    onSettled: onChange,
  });
  const link = useMutation({
    mutationFn: () => fetchJson<OneTimeLink>(`/api/people/${person.id}/sign-in-link`, { method: 'POST' }),
  });
  const error = change.error ?? link.error;
  const isSelf = person.id === actor.id;
  return (
    <li className="space-y-3 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <PersonFacts person={person} isSelf={isSelf} />
        <div className="flex flex-wrap gap-2">
          {isSelf ? null : (
            <Button
              size="small"
              aria-expanded={isEditing}
              aria-label={`Change what ${person.name} may do`}
              onClick={() => setIsEditing(!isEditing)}
            >
              Change
            </Button>
          )}
          {person.active ? (
            <Button
              size="small"
              disabled={link.isPending}
              aria-label={`Make a sign-in link for ${person.name}`}
              onClick={() => link.mutate()}
            >
              Sign-in link
            </Button>
          ) : null}
          {isSelf ? null : (
            <Button
              size="small"
              look={person.active ? 'stop' : 'plain'}
              disabled={change.isPending}
              aria-label={`${person.active ? 'Deactivate' : 'Activate'} ${person.name}`}
              onClick={() => change.mutate({ active: !person.active })}
            >
              {person.active ? 'Deactivate' : 'Activate'}
            </Button>
          )}
        </div>
      </div>
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {error instanceof HttpError ? refusalWords(error.message) : error.message}
        </p>
      ) : null}
      {link.data ? <CopyLink link={link.data} to={person.email} onDone={() => link.reset()} /> : null}
      {isEditing ? (
        <AccessEditor
          person={person}
          isPending={change.isPending}
          onSave={(access) => change.mutate(access)}
          onCancel={() => setIsEditing(false)}
        />
      ) : null}
    </li>
  );
}

function PersonFacts({ person, isSelf }: { person: PersonView; isSelf: boolean }) {
  const catalogs = useCatalogs();
  const role = roles.find((known) => known.role === person.role)?.name ?? person.role;
  const names = catalogs.filter(({ catalogId }) => person.catalogIds.includes(catalogId));
  const seesNothing = names.length === 0 && person.role !== 'admin';
  return (
    <div className="min-w-0 text-sm">
      <p className="font-medium">
        {person.name} <Badge tone={person.role === 'admin' ? 'accent' : 'plain'}>{role}</Badge>{' '}
        {isSelf ? <Badge tone="ok">you</Badge> : null}
        {person.active ? null : <Badge tone="stop">deactivated</Badge>}
      </p>
      <p className="break-all text-muted">{person.email}</p>
      <p className="text-muted">
        {person.role === 'admin' ? 'Every catalog' : names.map(({ name }) => name).join(', ')}
        {seesNothing ? <span className="text-doubt">No catalog: sees nothing yet</span> : null}
        {person.seenAt ? ` · last seen ${moment(person.seenAt)}` : ' · signed in nowhere'}
      </p>
    </div>
  );
}

function AccessEditor({
  person,
  isPending,
  onSave,
  onCancel,
}: {
  person: PersonView;
  isPending: boolean;
  onSave: (access: Access) => void;
  onCancel: () => void;
}) {
  const [access, setAccess] = useState<Access>({ role: person.role, catalogIds: person.catalogIds });
  return (
    <form
      aria-label={`What ${person.name} may do`}
      className="space-y-4 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(access);
      }}
    >
      <AccessFields access={access} onChange={setAccess} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="small" disabled={isPending}>
          Save
        </Button>
        <Button size="small" onClick={onCancel}>
          Leave as it is
        </Button>
      </div>
    </form>
  );
}
