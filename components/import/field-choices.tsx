'use client';
import { useTranslations } from 'use-intl';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { ImportMapping } from '#server/catalog/schema.ts';
import { ColumnList } from './column-list.tsx';

type SingleField = Exclude<keyof ImportMapping['fields'], 'images' | 'given'>;
const singleFields: readonly SingleField[] = [
  ...(['title', 'sku', 'brand', 'gtin', 'mpn', 'description', 'price', 'currency'] as const),
  ...(['locale', 'popularity', 'url', 'category', 'seller'] as const),
];

/** Which column is which field. What is chosen nowhere is kept as an attribute, unless it is left out in the table. */
export function FieldChoices({
  columns,
  mapping,
  onChange,
}: {
  columns: string[];
  mapping: ImportMapping;
  onChange: (part: Partial<ImportMapping>) => void;
}) {
  const t = useTranslations('importing.field');
  const { fields } = mapping;
  const setFields = (part: Partial<ImportMapping['fields']>): void => {
    const next = { ...fields, ...part };
    const before = new Set(Object.values(fields).flat());
    const used = new Set(Object.values(next).flat());
    // A column that is freed becomes an attribute again; one that was left out by hand stays left out.
    const freed = columns.filter((column) => before.has(column) && !used.has(column));
    const attributes = columns.filter(
      (column) => !used.has(column) && (mapping.attributes.includes(column) || freed.includes(column)),
    );
    onChange({ fields: next, attributes });
  };
  const given = [fields.given ?? []].flat();
  return (
    <div className="grid gap-3 sm:grid-cols-3 lg:grid-cols-5">
      {singleFields.map((field) => (
        <Field key={field} label={t(field)} hint={field === 'popularity' ? t('popularityHint') : undefined}>
          <Select
            value={fields[field] ?? ''}
            onChange={(event) => setFields({ [field]: event.target.value || undefined })}
          >
            {field === 'title' ? null : <option value="">–</option>}
            {columns.map((column) => (
              <option key={column}>{column}</option>
            ))}
          </Select>
        </Field>
      ))}
      <ColumnList
        label={t('given')}
        hint={t('givenHint')}
        columns={columns}
        chosen={given}
        most={10}
        onChange={(next) => setFields({ given: next.length === 0 ? undefined : next })}
      />
      <ColumnList
        label={t('images')}
        columns={columns}
        chosen={fields.images ?? []}
        most={20}
        onChange={(next) => setFields({ images: next.length === 0 ? undefined : next })}
      />
      {given.length === 1 ? (
        <Field label={t('separator')} hint={t('separatorHint')}>
          <Input
            value={mapping.categorySeparator ?? ''}
            maxLength={10}
            onChange={(event) => onChange({ categorySeparator: event.target.value || undefined })}
          />
        </Field>
      ) : null}
      {fields.locale ? null : (
        <Field label={t('fileLocale')}>
          <Input
            value={mapping.locale ?? ''}
            placeholder="en"
            maxLength={20}
            onChange={(event) => onChange({ locale: event.target.value.trim() || undefined })}
          />
        </Field>
      )}
      {fields.currency || !fields.price ? null : (
        <Field label={t('fileCurrency')}>
          <Input
            value={mapping.currency ?? ''}
            placeholder="EUR"
            pattern="[A-Za-z]{3}"
            title={t('threeLetters')}
            maxLength={3}
            onChange={(event) => onChange({ currency: event.target.value.trim().toUpperCase() || undefined })}
          />
        </Field>
      )}
    </div>
  );
}
