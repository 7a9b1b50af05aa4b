'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { AcceptanceView } from '#server/acceptance/schema.ts';
import type { Queue } from '#server/review/schema.ts';

const promises = [0.95, 0.98, 0.99];
const auditShares = [0.05, 0.1, 0.2];

interface PolicySwitchProps {
  catalogId: string;
  queue: Queue;
  view: AcceptanceView;
  onChange: () => void;
}

/** On with a promise, off in one act; always with a reason, since the next lead will ask. */
export function PolicySwitch({ catalogId, queue, view, onChange }: PolicySwitchProps) {
  const t = useTranslations('acceptance.switch');
  const duplicates = useTranslations('acceptance.duplicates');
  const { percent } = useFormat();
  const isOn = view.policy?.state === 'on';
  const [precision, setPrecision] = useState(view.policy?.precision ?? 0.98);
  const [auditShare, setAuditShare] = useState(view.policy?.auditShare ?? 0.1);
  const [reason, setReason] = useState('');
  const [giveBack, setGiveBack] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      fetchJson('/api/acceptance', {
        method: 'POST',
        body: JSON.stringify({
          ...{ catalogId, queue, state: isOn ? 'off' : 'on', precision, auditShare, reason },
          giveBack: isOn && giveBack,
        }),
      }),
    onSuccess: () => setReason(''),
    onSettled: onChange,
  });
  return (
    <Card>
      <h2>{t(isOn ? 'off' : 'on')}</h2>
      <form
        className="mt-3 space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        {isOn ? (
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={giveBack}
              onChange={(event) => setGiveBack(event.target.checked)}
            />
            {(queue === 'duplicates' ? duplicates : t)('giveBack', { count: view.accepted })}
          </label>
        ) : (
          <>
            <Field label={t('promise')}>
              <Select value={precision} onChange={(event) => setPrecision(Number(event.target.value))}>
                {promises.map((value) => (
                  <option key={value} value={value}>
                    {percent.format(value)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t('auditShare')}>
              <Select value={auditShare} onChange={(event) => setAuditShare(Number(event.target.value))}>
                {auditShares.map((value) => (
                  <option key={value} value={value}>
                    {percent.format(value)}
                  </option>
                ))}
              </Select>
            </Field>
          </>
        )}
        <Field label={t('reason')}>
          <Input
            required
            minLength={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Button type="submit" look="primary" disabled={change.isPending}>
          {t(isOn ? 'offNow' : 'on')}
        </Button>
        <ErrorLine error={change.error} />
      </form>
    </Card>
  );
}
