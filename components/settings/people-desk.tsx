'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card, PageHeader } from '#components/ui/card.tsx';
import type { InvitationView, PersonView } from '#server/auth/schema.ts';
import { InviteForm } from './invite-form.tsx';
import { PersonRow } from './person-row.tsx';
import { roles } from './role-words.ts';

const key = ['people'];

/** Who may come in, what they may do, and who is invited. */
export function PeopleDesk() {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ people: PersonView[]; invitations: InvitationView[] }>('/api/people'),
  });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  return (
    <>
      <PageHeader
        title="People"
        lead="Nobody registers by themselves. What is changed here holds from the next click of the person; every change is kept in the audit log."
      />
      {error ? (
        <p role="alert" className="mb-3 text-sm text-stop">
          {error.message}
        </p>
      ) : null}
      <div className="space-y-5">
        <InviteForm onInvited={refresh} />
        {data && data.invitations.length > 0 ? (
          <Invitations invitations={data.invitations} onChange={refresh} />
        ) : null}
        <Card>
          <h2>Accounts</h2>
          <ul aria-label="Accounts" className="divide-y divide-line">
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
  const revoke = useMutation({
    mutationFn: (id: string) => fetchJson(`/api/invitations/${id}`, { method: 'DELETE' }),
    onSettled: onChange,
  });
  return (
    <Card>
      <h2>Open invitations</h2>
      <ul aria-label="Open invitations" className="divide-y divide-line">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 text-sm">
            <div className="min-w-0">
              <p className="font-medium break-all">
                {email} <Badge>{roles.find((known) => known.role === role)?.name ?? role}</Badge>
              </p>
              <p className="text-muted">valid until {moment(expiresAt)}</p>
            </div>
            <Button
              size="small"
              look="stop"
              disabled={revoke.isPending}
              aria-label={`Withdraw the invitation of ${email}`}
              onClick={() => revoke.mutate(id)}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
