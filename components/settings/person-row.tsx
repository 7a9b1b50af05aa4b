'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useActor, useCatalogs } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge } from '#components/ui/card.tsx';
import type { OneTimeLink, PersonChange, PersonView } from '#server/auth/schema.ts';
import { type Access, AccessFields } from './access-fields.tsx';
import { CopyLink } from './copy-link.tsx';
import { useProblemWords } from './role-words.ts';

interface PersonRowProps {
  person: PersonView;
  onChange: () => void;
}

/** One person: what they may do, and what an admin can change of it. */
export function PersonRow({ person, onChange }: PersonRowProps) {
  const t = useTranslations('settings.people');
  const problemWords = useProblemWords();
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
              aria-label={t('changeOf', { name: person.name })}
              onClick={() => setIsEditing(!isEditing)}
            >
              {t('change')}
            </Button>
          )}
          {person.active ? (
            <Button
              size="small"
              disabled={link.isPending}
              aria-label={t('linkOf', { name: person.name })}
              onClick={() => link.mutate()}
            >
              {t('link')}
            </Button>
          ) : null}
          {isSelf ? null : (
            <Button
              size="small"
              look={person.active ? 'stop' : 'plain'}
              disabled={change.isPending}
              aria-label={t(person.active ? 'deactivateOf' : 'activateOf', { name: person.name })}
              onClick={() => change.mutate({ active: !person.active })}
            >
              {t(person.active ? 'deactivate' : 'activate')}
            </Button>
          )}
        </div>
      </div>
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {problemWords(error)}
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
  const t = useTranslations('settings');
  const { moment } = useFormat();
  const catalogs = useCatalogs();
  const names = catalogs.filter(({ catalogId }) => person.catalogIds.includes(catalogId));
  const seesNothing = names.length === 0 && person.role !== 'admin';
  return (
    <div className="min-w-0 text-sm">
      <p className="font-medium">
        {person.name}{' '}
        <Badge tone={person.role === 'admin' ? 'accent' : 'plain'}>{t(`roles.${person.role}`)}</Badge>{' '}
        {isSelf ? <Badge tone="ok">{t('people.you')}</Badge> : null}
        {person.active ? null : <Badge tone="stop">{t('people.deactivated')}</Badge>}
      </p>
      <p className="break-all text-muted">{person.email}</p>
      <p className="text-muted">
        {person.role === 'admin' ? t('people.everyCatalog') : names.map(({ name }) => name).join(', ')}
        {seesNothing ? <span className="text-doubt">{t('people.seesNothing')}</span> : null}
        {' · '}
        {person.seenAt ? t('people.lastSeen', { at: moment(person.seenAt) }) : t('people.nowhere')}
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
  const t = useTranslations('settings.people');
  const [access, setAccess] = useState<Access>({ role: person.role, catalogIds: person.catalogIds });
  return (
    <form
      aria-label={t('mayDo', { name: person.name })}
      className="space-y-4 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(access);
      }}
    >
      <AccessFields access={access} onChange={setAccess} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="small" disabled={isPending}>
          {t('save')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('leave')}
        </Button>
      </div>
    </form>
  );
}
