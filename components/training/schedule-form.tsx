'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { moment, number } from '#components/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { ScheduleView } from '#server/training/schema-schedule.ts';

const rhythms = [
  { hours: 0, name: 'not by time' },
  { hours: 24, name: 'every day' },
  { hours: 7 * 24, name: 'every week' },
  { hours: 30 * 24, name: 'every 30 days' },
] as const;

/** When the catalog trains by itself: the state in one sentence, and the form for those who may change it. */
export function ScheduleForm() {
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
      <h2 id="schedule">Training by itself</h2>
      <p className="mt-1 max-w-prose text-sm">{inWords(data)}</p>
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

function inWords(schedule: ScheduleView): string {
  const { isOn, labelsMin, everyHours, newLabels, lastRunAt, setBy, setAt } = schedule;
  const fresh = `${number.format(newLabels)} new labels since ${lastRunAt ? 'the last run' : 'the beginning'}.`;
  if (!isOn) return `Off: a run begins only when a person asks. ${fresh}`;
  const rhythm = rhythms.find((one) => one.hours === everyHours)?.name ?? `every ${everyHours} hours`;
  const when = [
    ...(labelsMin === null ? [] : [`after ${number.format(labelsMin)} new labels`]),
    ...(everyHours === null ? [] : [`${rhythm} where anything changed`]),
  ].join(', and ');
  const by = setBy && setAt ? ` Set by ${setBy}, ${moment(setAt)}.` : '';
  return `On: ${when}. A person still promotes. ${fresh}${by}`;
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
      <Field label="After new labels">
        <Input
          type="number"
          min={1}
          max={1_000_000}
          value={labels}
          placeholder="not by labels"
          onChange={(event) => setLabels(event.target.value)}
        />
      </Field>
      <Field label="And by time">
        <Select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
          {rhythms.map((one) => (
            <option key={one.hours} value={one.hours}>
              {one.name}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" disabled={save.isPending || isEmpty}>
        {schedule.isOn ? 'Save' : 'Switch on'}
      </Button>
      {schedule.isOn ? (
        <Button disabled={save.isPending} onClick={() => save.mutate(false)}>
          Switch off
        </Button>
      ) : null}
      {save.error ? (
        <p role="alert" className="text-sm text-stop">
          {save.error.message}
        </p>
      ) : null}
    </form>
  );
}
