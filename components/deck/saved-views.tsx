'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, BookmarkX } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import type { Queue } from '#server/review/schema.ts';
import type { SavedView } from '#server/review/schema-filter.ts';
import type { QueuePlace } from './queue-filter.ts';
import { queueFieldClass as fieldClass } from './queue-filter.ts';

/** A mark beside the fields: words would break the bar into two rows. */
const markClass =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md border border-line bg-surface text-muted hover:text-ink';

const focusIt = (field: HTMLInputElement | null) => field?.focus();

/** Views are the person's own: a name for an address. */
export function SavedViews({
  queue,
  catalogId,
  place,
}: {
  queue: Queue;
  catalogId: string;
  place: QueuePlace;
}) {
  const t = useTranslations('queue');
  const client = useQueryClient();
  const queryKey = ['views', queue, catalogId];
  const url = `/api/review/${queue}/views?catalog=${catalogId}`;
  const { data } = useQuery({ queryKey, queryFn: () => fetchJson<{ views: SavedView[] }>(url) });
  const [name, setName] = useState<string | null>(null);
  const save = useMutation({
    scope: { id: `views ${queue} ${catalogId}` },
    mutationFn: (views: SavedView[]) =>
      fetchJson<{ views: SavedView[] }>(url, { method: 'PUT', body: JSON.stringify({ views }) }),
    onSuccess: (said) => client.setQueryData(queryKey, said),
  });
  const views = data?.views ?? [];
  const here = JSON.stringify(place.filter);
  const held = views.find((view) => JSON.stringify(view.filter) === here);
  const isFiltered = here !== '{}';
  return (
    <>
      {views.length > 0 ? (
        <select
          aria-label={t('views')}
          value={held?.name ?? ''}
          onChange={(event) => {
            const view = views.find((one) => one.name === event.target.value);
            if (view) place.go({ filter: view.filter });
          }}
          className={fieldClass}
        >
          <option value="">{t('myViews')}</option>
          {views.map((view) => (
            <option key={view.name}>{view.name}</option>
          ))}
        </select>
      ) : null}
      {held ? (
        <button
          type="button"
          aria-label={t('forgetView')}
          title={t('forgetView')}
          className={markClass}
          onClick={() => save.mutate(views.filter((view) => view !== held))}
        >
          <BookmarkX aria-hidden className="size-4" />
        </button>
      ) : isFiltered && name === null ? (
        <button
          type="button"
          aria-label={t('saveView')}
          title={t('saveView')}
          className={markClass}
          onClick={() => setName('')}
        >
          <Bookmark aria-hidden className="size-4" />
        </button>
      ) : null}
      {name === null || held ? null : (
        <form
          className="flex gap-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim())
              save.mutate([
                ...views.filter((view) => view.name !== name.trim()),
                { name: name.trim(), filter: place.filter },
              ]);
            setName(null);
          }}
        >
          <input
            ref={focusIt}
            aria-label={t('viewName')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            className={fieldClass}
          />
          <button type="submit" className="text-sm underline">
            {t('save')}
          </button>
        </form>
      )}
    </>
  );
}
