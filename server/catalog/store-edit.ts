/** Rows of corrected products. */
import type { Tx } from '#server/db/transaction.ts';
import type { EditableInput } from './rules-edit.ts';
import type { FieldEdits } from './schema-edit.ts';

export interface EditableRow extends EditableInput {
  revision: number;
  inputHash: string;
  feedHash: string | null;
  edited: FieldEdits;
  survivorId: string | null;
}

/** Locks a product of the catalog until the transaction ends; null where there is none. */
export async function lockEditable(
  tx: Tx,
  catalogId: string,
  productId: string,
): Promise<EditableRow | null> {
  const rows = await tx.$queryRaw<EditableRow[]>`
    SELECT title, brand, gtin, mpn, description, price_minor::float8 AS "priceMinor", currency, locale, attributes, revision,
      input_hash AS "inputHash", feed_hash AS "feedHash", edited, survivor_id AS "survivorId"
    FROM product WHERE id = ${productId}::uuid AND catalog_id = ${catalogId}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

/** Writes the edited fields; the old input goes to history with who changed it. */
export async function writeEdit(
  tx: Tx,
  productId: string,
  edit: { input: EditableInput; edits: FieldEdits; inputHash: string; feedHash: string; changedBy: string },
): Promise<number> {
  const { input } = edit;
  await tx.$executeRaw`
    INSERT INTO product_revision (product_id, revision, input_hash, input, import_run_id, changed_by)
    SELECT p.id, p.revision, p.input_hash, to_jsonb(p) - 'created_at' - 'updated_at', p.import_run_id, ${edit.changedBy}
    FROM product p WHERE p.id = ${productId}::uuid ON CONFLICT DO NOTHING`;
  const rows = await tx.$queryRaw<{ revision: number }[]>`
    UPDATE product SET title = ${input.title}, brand = ${input.brand}, gtin = ${input.gtin}, mpn = ${input.mpn},
      description = ${input.description}, price_minor = ${input.priceMinor}::bigint, currency = ${input.currency}, locale = ${input.locale},
      attributes = ${JSON.stringify(input.attributes)}::jsonb, edited = ${JSON.stringify(edit.edits)}::jsonb,
      input_hash = ${edit.inputHash}, feed_hash = ${edit.feedHash}, revision = revision + 1, updated_at = now()
    WHERE id = ${productId}::uuid RETURNING revision`;
  return rows[0].revision;
}
