'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { FetchSetting } from '#server/catalog/schema-settings.ts';

const url = '/api/settings/fetch';
const key = ['allowed-hosts'];

/** Hosts of the own network that pictures may be fetched from. */
export function AllowedHosts() {
  const t = useTranslations('settings.network');
  const why = useWhy();
  const client = useQueryClient();
  const [host, setHost] = useState('');
  const { data, error } = useQuery({ queryKey: key, queryFn: () => fetchJson<FetchSetting>(url) });
  const save = useMutation({
    mutationFn: (hosts: string[]) =>
      fetchJson<FetchSetting>(url, { method: 'PUT', body: JSON.stringify({ hosts }) }),
    onSuccess: (saved) => client.setQueryData(key, saved),
  });
  const hosts = data?.hosts ?? [];
  const refused = save.error instanceof HttpError && save.error.status === 400;
  const add = (): void => save.mutate([...hosts, host.trim()], { onSuccess: () => setHost('') });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Card>
        <h2>{t('own')}</h2>
        <ErrorLine error={error} className="mt-2" />
        <ul aria-label={t('allowed')} className="mt-2 divide-y divide-line">
          {hosts.map((known) => (
            <li key={known} className="flex items-center justify-between gap-3 py-2">
              <code className="text-sm break-all">{known}</code>
              <Button
                size="small"
                look="stop"
                disabled={save.isPending}
                aria-label={t('removeHost', { host: known })}
                onClick={() => save.mutate(hosts.filter((other) => other !== known))}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
        {data && hosts.length === 0 ? <p className="text-sm text-muted">{t('none')}</p> : null}
        <form
          className="mt-4 flex flex-wrap items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <div className="min-w-0 flex-1 basis-64">
            <Field
              label={t('another')}
              hint={t('hint')}
              problem={refused ? t('badHost') : save.error ? why(save.error) : undefined}
            >
              <Input
                value={host}
                onChange={(event) => setHost(event.target.value)}
                required
                maxLength={260}
                placeholder="pim.example"
                autoComplete="off"
              />
            </Field>
          </div>
          <Button type="submit" look="primary" className="mt-6" disabled={save.isPending || !data}>
            {t('allow')}
          </Button>
        </form>
      </Card>
    </>
  );
}
