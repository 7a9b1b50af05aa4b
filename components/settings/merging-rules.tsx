'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { Field, Select } from '#components/ui/field.tsx';
import type {
  Survivorship,
  SurvivorshipField,
  SurvivorshipRule,
} from '#server/duplicates/schema-survivorship.ts';

const rules: readonly SurvivorshipRule[] = ['majority', 'longest', 'best-member', 'trusted-seller'];

/** With the rule that holds where nobody chose one. */
const fields: { field: SurvivorshipField; usual: SurvivorshipRule }[] = [
  { field: 'title', usual: 'best-member' },
  { field: 'brand', usual: 'majority' },
  { field: 'gtin', usual: 'majority' },
  { field: 'mpn', usual: 'majority' },
  { field: 'description', usual: 'longest' },
  { field: 'attributes', usual: 'majority' },
];

/** Which listing's value a merged record takes, field by field. */
export function MergingRules() {
  const t = useTranslations('settings');
  const catalog = useCatalogOrNull();
  const queries = useQueryClient();
  const key = ['survivorship', catalog?.catalogId];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<Survivorship>(`/api/settings/merging?catalog=${catalog?.catalogId}`),
    enabled: catalog !== null,
  });
  const save = useMutation({
    mutationFn: (set: Survivorship) =>
      fetchJson('/api/settings/merging', {
        method: 'PUT',
        body: JSON.stringify({ ...set, catalogId: catalog?.catalogId }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <>
      <PageHeader title={t('tabs.merging')} lead={t('merging.lead')} />
      <ErrorLine error={error} />
      {catalog && data ? (
        <Form
          key={JSON.stringify(data)}
          set={data}
          state={save.isPending ? 'saving' : save.isSuccess ? 'saved' : 'idle'}
          error={save.error}
          onSave={(set) => save.mutate(set)}
        />
      ) : null}
      {catalog ? null : (
        <EmptyState href="/import" title={t('merging.noCatalog')}>
          {t('merging.importFirst')}
        </EmptyState>
      )}
    </>
  );
}

interface FormProps {
  set: Survivorship;
  state: 'idle' | 'saving' | 'saved';
  error: Error | null;
  onSave: (set: Survivorship) => void;
}

function readForm(form: FormData): Survivorship {
  const rules = Object.fromEntries(
    fields.flatMap(({ field, usual }) => {
      const chosen = form.get(field);
      return typeof chosen === 'string' && chosen !== usual ? [[field, chosen as SurvivorshipRule]] : [];
    }),
  );
  const sellers = String(form.get('trustedSellers') ?? '')
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { rules, trustedSellers: sellers };
}

function Form({ set, state, error, onSave }: FormProps) {
  const t = useTranslations('settings.merging');
  return (
    <Card>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(readForm(new FormData(event.currentTarget)));
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          {fields.map(({ field, usual }) => (
            <Field key={field} label={t(`fields.${field}`)}>
              <Select name={field} defaultValue={set.rules[field] ?? usual}>
                {rules.map((rule) => (
                  <option key={rule} value={rule}>
                    {rule === usual ? t('usual', { rule: t(`rules.${rule}`) }) : t(`rules.${rule}`)}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
        <Field label={t('trusted')} hint={t('trustedHint')}>
          <textarea
            name="trustedSellers"
            rows={4}
            defaultValue={set.trustedSellers.join('\n')}
            className="w-full rounded-md border border-line bg-surface px-3 py-2 text-sm text-ink"
          />
        </Field>
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" disabled={state === 'saving'}>
            {t('save')}
          </Button>
          <p aria-live="polite" className="text-sm text-muted">
            {state === 'saved' ? t('saved') : ''}
          </p>
        </div>
        <ErrorLine error={error} />
      </form>
    </Card>
  );
}
