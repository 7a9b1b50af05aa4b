'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { ScheduleView } from '#server/training/schema-schedule.ts';

/** Hours between two runs; 0: not by time. */
const rhythms = [0, 24, 7 * 24, 30 * 24] as const;

/** When the catalog trains by itself: the state in one sentence, and the form for those who may change it. */
export function ScheduleForm() {
  const t = useTranslations('training.schedule');
  const catalog = useCatalogOrNull();
  const may = useMay('lead', 'ml');
  const queries = useQueryClient();
  const key = ['training-schedule', catalog?.catalogId];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<ScheduleView>(`/api/training/schedule?catalog=${catalog?.catalogId}`),
    enabled: catalog !== null,
    refetchInterval: 30_000,
  });
  if (!catalog || !data) return null;
  return (
    <Card className="mt-6" aria-labelledby="schedule">
      <h2 id="schedule">{t('title')}</h2>
      <StateLine schedule={data} />
      {may ? (
        <Form
          key={data.setAt}
          catalogId={catalog.catalogId}
          schedule={data}
          onChange={() => void queries.invalidateQueries({ queryKey: key })}
        />
      ) : null}
    </Card>
  );
}

/** The state in whole sentences. */
function StateLine({ schedule }: { schedule: ScheduleView }) {
  const t = useTranslations('training.schedule');
  const { moment } = useFormat();
  const { isOn, labelsMin, everyHours, newLabels, lastRunAt, setBy, setAt } = schedule;
  const sentences = [t(lastRunAt ? 'fresh' : 'freshFirst', { count: newLabels })];
  const rhythm = t('rhythm', { hours: everyHours ?? 0 });
  if (!isOn) sentences.unshift(t('off'));
  else if (labelsMin === null) sentences.unshift(t('onTime', { rhythm }));
  else if (everyHours === null) sentences.unshift(t('onLabels', { labels: labelsMin }));
  else sentences.unshift(t('onBoth', { labels: labelsMin, rhythm }));
  if (isOn && setBy && setAt) sentences.push(t('setBy', { by: setBy, at: moment(setAt) }));
  return <p className="mt-1 max-w-prose text-sm">{sentences.join(' ')}</p>;
}

function Form({
  catalogId,
  schedule,
  onChange,
}: {
  catalogId: string;
  schedule: ScheduleView;
  onChange: () => void;
}) {
  const t = useTranslations('training.schedule');
  const [labels, setLabels] = useState(String(schedule.labelsMin ?? 200));
  const [hours, setHours] = useState(schedule.everyHours ?? 0);
  const save = useMutation({
    mutationFn: (isOn: boolean) =>
      fetchJson('/api/training/schedule', {
        method: 'PUT',
        body: JSON.stringify({
          ...{ catalogId, isOn },
          labelsMin: labels === '' ? null : Number(labels),
          everyHours: hours === 0 ? null : hours,
        }),
      }),
    onSettled: onChange,
  });
  const isEmpty = labels === '' && hours === 0;
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(true);
      }}
    >
      <Field label={t('afterLabels')}>
        <Input
          type="number"
          min={1}
          max={1_000_000}
          value={labels}
          placeholder={t('noLabels')}
          onChange={(event) => setLabels(event.target.value)}
        />
      </Field>
      <Field label={t('byTime')}>
        <Select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
          {rhythms.map((one) => (
            <option key={one} value={one}>
              {t('rhythm', { hours: one })}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" disabled={save.isPending || isEmpty}>
        {t(schedule.isOn ? 'save' : 'on')}
      </Button>
      {schedule.isOn ? (
        <Button disabled={save.isPending} onClick={() => save.mutate(false)}>
          {t('switchOff')}
        </Button>
      ) : null}
      <ErrorLine error={save.error} />
    </form>
  );
}
