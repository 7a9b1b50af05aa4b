'use client';
import { Field, Input, Select } from '#components/ui/field.tsx';
import type { ImportMapping } from '#server/catalog/schema.ts';
import { ColumnList } from './column-list.tsx';

type SingleField = Exclude<keyof ImportMapping['fields'], 'images' | 'given'>;
const singleFields: readonly (readonly [SingleField, string, string?])[] = [
  ['title', 'Title'],
  ['sku', 'SKU'],
  ['brand', 'Brand'],
  ['gtin', 'GTIN'],
  ['mpn', 'Model number'],
  ['description', 'Description'],
  ['price', 'Price'],
  ['currency', 'Currency'],
  ['locale', 'Language'],
  ['popularity', 'Sales or popularity', 'What sells well is looked at first.'],
  ['url', 'Link'],
  ['category', 'Seller’s own category'],
  ['seller', 'Seller'],
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
      {singleFields.map(([field, name, hint]) => (
        <Field key={field} label={name} hint={hint}>
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
        label="Given category"
        hint="Of several columns: the levels from the root."
        columns={columns}
        chosen={given}
        most={10}
        onChange={(next) => setFields({ given: next.length === 0 ? undefined : next })}
      />
      <ColumnList
        label="Pictures"
        columns={columns}
        chosen={fields.images ?? []}
        most={20}
        onChange={(next) => setFields({ images: next.length === 0 ? undefined : next })}
      />
      {given.length === 1 ? (
        <Field label="Between the names of a path" hint="Empty: ›, /, | and > are understood.">
          <Input
            value={mapping.categorySeparator ?? ''}
            maxLength={10}
            onChange={(event) => onChange({ categorySeparator: event.target.value || undefined })}
          />
        </Field>
      ) : null}
      {fields.locale ? null : (
        <Field label="Language of the file">
          <Input
            value={mapping.locale ?? ''}
            placeholder="en"
            maxLength={20}
            onChange={(event) => onChange({ locale: event.target.value.trim() || undefined })}
          />
        </Field>
      )}
      {fields.currency || !fields.price ? null : (
        <Field label="Currency of the file">
          <Input
            value={mapping.currency ?? ''}
            placeholder="EUR"
            pattern="[A-Za-z]{3}"
            title="Three letters"
            maxLength={3}
            onChange={(event) => onChange({ currency: event.target.value.trim().toUpperCase() || undefined })}
          />
        </Field>
      )}
    </div>
  );
}
