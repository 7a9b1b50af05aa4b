'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Select } from '#components/ui/field.tsx';
import type {
  Survivorship,
  SurvivorshipField,
  SurvivorshipRule,
} from '#server/duplicates/schema-survivorship.ts';

const ruleNames: Record<SurvivorshipRule, string> = {
  majority: 'what most listings say',
  longest: 'the longest value',
  'best-member': 'the most complete listing’s value',
  'trusted-seller': 'the most trusted seller’s value',
};

/** With the rule that holds where nobody chose one. */
const fields: { field: SurvivorshipField; name: string; usual: SurvivorshipRule }[] = [
  { field: 'title', name: 'Title', usual: 'best-member' },
  { field: 'brand', name: 'Brand', usual: 'majority' },
  { field: 'gtin', name: 'GTIN', usual: 'majority' },
  { field: 'mpn', name: 'Part number', usual: 'majority' },
  { field: 'description', name: 'Description', usual: 'longest' },
  { field: 'attributes', name: 'Attributes', usual: 'majority' },
];

/** Which listing's value a merged record takes, field by field. */
export function MergingRules() {
  const catalog = useCatalogOrNull();
  const queries = useQueryClient();
  const key = ['survivorship', catalog?.catalogId];
  const { data } = useQuery({
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
      <PageHeader
        title="Merged records"
        lead="Listings of one product become one record. The sellers’ rows stay as they are; here you say whose value the record shows. It holds from the next merge on; every value that lost is kept beside it."
      />
      {catalog && data ? (
        <Form
          key={JSON.stringify(data)}
          set={data}
          state={save.isPending ? 'saving' : save.isSuccess ? 'saved' : 'idle'}
          problem={save.error?.message}
          onSave={(set) => save.mutate(set)}
        />
      ) : null}
      {catalog ? null : <EmptyState title="No catalog yet">Import one first.</EmptyState>}
    </>
  );
}

interface FormProps {
  set: Survivorship;
  state: 'idle' | 'saving' | 'saved';
  problem: string | undefined;
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

function Form({ set, state, problem, onSave }: FormProps) {
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
          {fields.map(({ field, name, usual }) => (
            <Field key={field} label={name}>
              <Select name={field} defaultValue={set.rules[field] ?? usual}>
                {Object.entries(ruleNames).map(([rule, words]) => (
                  <option key={rule} value={rule}>
                    {words}
                    {rule === usual ? ' (usual)' : ''}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
        <Field
          label="Trusted sellers"
          hint="Names as the catalog shows them, one a line, most trusted first."
        >
          <textarea
            name="trustedSellers"
            rows={4}
            defaultValue={set.trustedSellers.join('\n')}
            className="w-full rounded-md border border-line bg-surface px-3 py-2 text-sm text-ink"
          />
        </Field>
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" disabled={state === 'saving'}>
            Save
          </Button>
          <p aria-live="polite" className="text-sm text-muted">
            {state === 'saved' ? 'Saved.' : ''}
          </p>
        </div>
        {problem ? (
          <p role="alert" className="text-sm text-stop">
            {problem}
          </p>
        ) : null}
      </form>
    </Card>
  );
}
