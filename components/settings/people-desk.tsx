'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import type { InvitationView, PersonView } from '#server/auth/schema.ts';
import { InviteForm } from './invite-form.tsx';
import { PersonRow } from './person-row.tsx';

const key = ['people'];

/** Who may come in, what they may do, and who is invited. */
export function PeopleDesk() {
  const t = useTranslations('settings');
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ people: PersonView[]; invitations: InvitationView[] }>('/api/people'),
  });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  return (
    <>
      <PageHeader title={t('people.title')} lead={t('people.lead')} />
      <ErrorLine error={error} className="mb-3" />
      <div className="space-y-5">
        <InviteForm onInvited={refresh} />
        {data && data.invitations.length > 0 ? (
          <Invitations invitations={data.invitations} onChange={refresh} />
        ) : null}
        <Card>
          <h2>{t('people.accounts')}</h2>
          <ul aria-label={t('people.accounts')} className="divide-y divide-line">
            {data?.people.map((person) => (
              <PersonRow key={person.id} person={person} onChange={refresh} />
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function Invitations({ invitations, onChange }: { invitations: InvitationView[]; onChange: () => void }) {
  const t = useTranslations('settings');
  const { moment } = useFormat();
  const revoke = useMutation({
    mutationFn: (id: string) => fetchJson(`/api/invitations/${id}`, { method: 'DELETE' }),
    onSettled: onChange,
  });
  return (
    <Card>
      <h2>{t('invite.open')}</h2>
      <ul aria-label={t('invite.open')} className="divide-y divide-line">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 text-sm">
            <div className="min-w-0">
              <p className="font-medium break-all">
                {email} <Badge>{t(`roles.${role}`)}</Badge>
              </p>
              <p className="text-muted">{t('invite.until', { until: moment(expiresAt) })}</p>
            </div>
            <Button
              size="small"
              look="stop"
              disabled={revoke.isPending}
              aria-label={t('invite.withdrawOf', { who: email })}
              onClick={() => revoke.mutate(id)}
            >
              {t('invite.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
