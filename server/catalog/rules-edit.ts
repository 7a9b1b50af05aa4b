/** Which fields an edit changes, and how edits lie over what a seller's feed says. Pure. */
import { createHash } from 'node:crypto';
import type { EditFields, FieldEdit, FieldEdits } from './schema-edit.ts';

/** The editable part of a product; names are those of ProductInput. */
export interface EditableInput {
  title: string;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  description: string | null;
  priceMinor: number | null;
  currency: string | null;
  locale: string | null;
  attributes: Record<string, string>;
}

const plainFields = [
  'title',
  'brand',
  'gtin',
  'mpn',
  'description',
  'priceMinor',
  'currency',
  'locale',
] as const;
const attributeKey = (name: string): string => `attribute:${name}`;

type Values = Record<string, string | number | null>;

/** Every field that the edit names with another value than the product has; attributes one by one. */
export function changedFields(now: EditableInput, edit: EditFields): Values {
  const changed: Values = {};
  for (const field of plainFields) {
    const value = edit[field];
    if (value !== undefined && value !== now[field]) changed[field] = value;
  }
  if (edit.attributes) {
    for (const name of new Set([...Object.keys(now.attributes), ...Object.keys(edit.attributes)])) {
      const value = edit.attributes[name] ?? null;
      if (value !== (now.attributes[name] ?? null)) changed[attributeKey(name)] = value;
    }
  }
  return changed;
}

function fieldValue(input: EditableInput, field: string): string | number | null {
  const name = field.startsWith('attribute:') ? field.slice('attribute:'.length) : null;
  if (name !== null) return input.attributes[name] ?? null;
  return input[field as (typeof plainFields)[number]] ?? null;
}

/** The product's edits after this one; a field brought back to what the seller says is no edit any more. */
export function addEdits(
  before: FieldEdits,
  now: EditableInput,
  changed: Values,
  made: { by: string; at: string },
): FieldEdits {
  const edits = { ...before };
  for (const [field, value] of Object.entries(changed)) {
    const seller = before[field] ? before[field].seller : fieldValue(now, field);
    if (value === seller) delete edits[field];
    else edits[field] = { value, seller, ...made };
  }
  return edits;
}

/** Lays edits over a row of a feed. Returns the row as the product shows it, and the edits with the seller's new values. */
export function applyEdits<T extends EditableInput>(
  input: T,
  edits: FieldEdits,
): { input: T; edits: FieldEdits } {
  const merged: T = { ...input, attributes: { ...input.attributes } };
  const kept: FieldEdits = {};
  for (const [field, edit] of Object.entries(edits)) {
    const seller = fieldValue(input, field);
    // The seller has come to say the same: nothing is left to keep.
    if (seller === edit.value) continue;
    kept[field] = { ...edit, seller } satisfies FieldEdit;
    if (!field.startsWith('attribute:')) Object.assign(merged, { [field]: edit.value });
    else if (edit.value === null) delete merged.attributes[field.slice('attribute:'.length)];
    else merged.attributes[field.slice('attribute:'.length)] = String(edit.value);
  }
  return { input: merged, edits: kept };
}

/** input_hash of a product with edits: changes with the seller's row and with each edited value. */
export function editedHash(feedHash: string, edits: FieldEdits): string {
  const values = Object.entries(edits)
    .map(([field, edit]) => [field, edit.value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (values.length === 0) return feedHash;
  return createHash('sha256')
    .update(JSON.stringify([feedHash, values]))
    .digest('hex')
    .slice(0, 32);
}
