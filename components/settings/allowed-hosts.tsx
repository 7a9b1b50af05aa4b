'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson, HttpError } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, PageHeader } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { FetchSetting } from '#server/catalog/schema-settings.ts';

const url = '/api/settings/fetch';
const key = ['allowed-hosts'];
const badHost = 'Write a host name, as in pim.example, .pim.example or pim.example:8080.';

/** Hosts of the own network that pictures may be fetched from. */
export function AllowedHosts() {
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
      <PageHeader
        title="Network"
        lead="Feeds name addresses of pictures. Shelfwise fetches them from the public web only, so that a feed cannot reach into the network it stands in. Name the hosts of your own network that it may fetch from."
      />
      <Card>
        <h2>Hosts of your own network</h2>
        {error ? (
          <p role="alert" className="mt-2 text-sm text-stop">
            {error.message}
          </p>
        ) : null}
        <ul aria-label="Allowed hosts" className="mt-2 divide-y divide-line">
          {hosts.map((known) => (
            <li key={known} className="flex items-center justify-between gap-3 py-2">
              <code className="text-sm break-all">{known}</code>
              <Button
                size="small"
                look="stop"
                disabled={save.isPending}
                aria-label={`Remove ${known}`}
                onClick={() => save.mutate(hosts.filter((other) => other !== known))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
        {data && hosts.length === 0 ? <p className="text-sm text-muted">None.</p> : null}
        <form
          className="mt-4 flex flex-wrap items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <div className="min-w-0 flex-1 basis-64">
            <Field
              label="Another host"
              hint="A name, or .name for everything below it; with a port where it is not 80 or 443. Pictures that failed before are tried again from the pipeline page."
              problem={refused ? badHost : save.error?.message}
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
            Allow
          </Button>
        </form>
      </Card>
    </>
  );
}
