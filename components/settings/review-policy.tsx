'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { PolicyInForce, ReviewPolicy, SetPolicyOutcome } from '#server/review/schema-policy.ts';

const shares = ['blind', 'second', 'gold'] as const;
const nameOf = (share: (typeof shares)[number]): keyof ReviewPolicy => `${share}Share`;
const percentMax = 50;

/** How much of the work measures the work, for a lead to set; every version is shown below. */
export function ReviewPolicyBoard() {
  const t = useTranslations('leads.policy');
  const catalog = useCatalogOrNull();
  const queries = useQueryClient();
  const [edited, setEdited] = useState(0);
  const url = `/api/review/policy?catalog=${catalog?.catalogId}`;
  const key = ['review-policy', catalog?.catalogId];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<PolicyInForce>(url),
    enabled: catalog !== null,
    // A form is not redrawn under the hands that fill it.
    refetchOnWindowFocus: false,
  });
  const save = useMutation({
    mutationFn: (set: ReviewPolicy & { basedOn: number }) =>
      fetchJson<SetPolicyOutcome>(url, { method: 'PUT', body: JSON.stringify(set) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: key });
      setEdited((times) => times + 1);
    },
  });
  const why = useWhy();
  const said = save.data?.ok
    ? t('saved', { version: save.data.version })
    : save.data
      ? t('changed')
      : save.error
        ? why(save.error)
        : '';
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {catalog ? null : (
        <EmptyState href="/import" title={t('noCatalog')}>
          {t('importFirst')}
        </EmptyState>
      )}
      {data ? (
        <>
          <PolicyForm
            key={edited}
            inForce={data}
            isSaving={save.isPending}
            said={said}
            onSave={save.mutate}
          />
          <Versions inForce={data} />
        </>
      ) : null}
    </>
  );
}

interface FormProps {
  inForce: PolicyInForce;
  isSaving: boolean;
  said: string;
  onSave: (set: ReviewPolicy & { basedOn: number }) => void;
}

const asShare = (percent: string): number => Math.round(Number(percent)) / 100;

function PolicyForm({ inForce, isSaving, said, onSave }: FormProps) {
  const t = useTranslations('leads.policy');
  const { percent } = useFormat();
  const { policy, version, goldCount } = inForce;
  const [typed, setTyped] = useState<Record<keyof ReviewPolicy, string>>({
    blindShare: String(Math.round(policy.blindShare * 100)),
    secondShare: String(Math.round(policy.secondShare * 100)),
    goldShare: String(Math.round(policy.goldShare * 100)),
  });
  const set = {
    blindShare: asShare(typed.blindShare),
    secondShare: asShare(typed.secondShare),
    goldShare: asShare(typed.goldShare),
  };
  const isOff = (value: number): boolean => !(value >= 0 && value <= percentMax / 100);
  return (
    <Card>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSave({ ...set, basedOn: version });
        }}
      >
        {shares.map((share) => (
          <Field
            key={share}
            label={t(share)}
            hint={share === 'gold' ? t('goldHint', { count: goldCount }) : t(`${share}Hint`)}
            problem={isOff(set[nameOf(share)]) ? t('range') : null}
          >
            <span className="flex max-w-32 items-center gap-2">
              <Input
                type="number"
                min={0}
                max={percentMax}
                step={1}
                required
                value={typed[nameOf(share)]}
                onChange={(event) => setTyped({ ...typed, [nameOf(share)]: event.target.value })}
              />
              <span aria-hidden>%</span>
            </span>
          </Field>
        ))}
        {/* Blind cards are the same work; a second opinion and a known answer are work of their own. */}
        <p className="text-sm text-muted">
          {t('work', { share: percent.format(set.secondShare + set.goldShare || 0) })}
        </p>
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" disabled={isSaving || Object.values(set).some(isOff)}>
            {t('save')}
          </Button>
          <p role="status" className="text-sm text-muted">
            {said}
          </p>
        </div>
      </form>
    </Card>
  );
}

function Versions({ inForce: { versions } }: { inForce: PolicyInForce }) {
  const t = useTranslations('leads.policy');
  const { percent, moment, number } = useFormat();
  return (
    <div className="mt-6">
      <h2>{t('versions')}</h2>
      {versions.length === 0 ? <p className="mt-2 text-sm text-muted">{t('none')}</p> : null}
      <FigureTable
        label={t('versions')}
        caption={t('versions')}
        head={[t('version'), t('blind'), t('second'), t('gold'), t('by'), t('at')]}
        rows={versions.map((one) => [
          number.format(one.version),
          ...shares.map((share) => percent.format(one[nameOf(share)])),
          one.by,
          moment(one.at),
        ])}
      />
    </div>
  );
}
