'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import type { SessionView } from '#server/auth/schema.ts';

const key = ['own-sessions'];

/** Everywhere the person is signed in, each to be ended. */
export function SessionList() {
  const t = useTranslations('settings.sessions');
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ sessions: SessionView[] }>('/api/me/sessions'),
  });
  const end = useMutation({
    mutationFn: (id: string | null) =>
      fetchJson(id === null ? '/api/me/sessions' : `/api/me/sessions/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const sessions = data?.sessions ?? [];
  const problem = error ?? end.error;
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2>{t('title')}</h2>
        {sessions.length > 1 ? (
          <Button size="small" disabled={end.isPending} onClick={() => end.mutate(null)}>
            {t('endOthers')}
          </Button>
        ) : null}
      </div>
      <ErrorLine error={problem} className="mt-2" />
      <ul aria-label={t('label')} className="mt-2 divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isPending={end.isPending}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </ul>
    </Card>
  );
}

function SessionRow({
  session,
  isPending,
  onEnd,
}: {
  session: SessionView;
  isPending: boolean;
  onEnd: () => void;
}) {
  const t = useTranslations('settings.sessions');
  const { moment } = useFormat();
  const [at, used] = [moment(session.createdAt), moment(session.seenAt)];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
      <div className="text-sm">
        <p className="font-medium">
          {session.device} {session.isThis ? <Badge tone="ok">{t('this')}</Badge> : null}
        </p>
        <p className="text-muted">
          {session.address
            ? t('sinceFrom', { at, used, address: session.address })
            : t('since', { at, used })}
        </p>
      </div>
      {session.isThis ? null : (
        <Button
          size="small"
          look="stop"
          disabled={isPending}
          onClick={onEnd}
          aria-label={t('endOf', { device: session.device, used })}
        >
          {t('end')}
        </Button>
      )}
    </li>
  );
}
