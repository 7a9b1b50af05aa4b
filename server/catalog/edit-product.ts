import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { parseGtin } from './parse-values.ts';
import { addEdits, applyEdits, changedFields, type EditableInput, editedHash } from './rules-edit.ts';
import type { EditFields, EditProduct, FieldEdits } from './schema-edit.ts';
import { type EditableRow, lockEditable, writeEdit } from './store-edit.ts';

export type EditOutcome =
  | { ok: true; revision: number; changed: string[] }
  | { ok: false; reason: 'not-found' | 'changed' | 'merged' | 'no-gtin' };

/** What the seller says: the product with its edits taken off. */
function sellerInput(row: EditableRow): EditableInput {
  const back: FieldEdits = Object.fromEntries(
    Object.entries(row.edited).map(([field, edit]) => [field, { ...edit, value: edit.seller }]),
  );
  return applyEdits<EditableInput>(row, back).input;
}

function checked(fields: EditFields): EditFields | null {
  if (typeof fields.gtin !== 'string') return fields;
  const gtin = parseGtin(fields.gtin);
  return gtin === null ? null : { ...fields, gtin };
}

/**
 * Corrects fields of a product. The correction is kept over what the seller sends later, stands in the history with its
 * author, and sends the product through the models again. `changed`: somebody or a feed was faster.
 */
export async function editProduct(actor: Actor, input: EditProduct): Promise<EditOutcome> {
  const { catalogId, productId } = input;
  const fields = checked(input.fields);
  if (!fields) return { ok: false, reason: 'no-gtin' };
  return inTransaction(async (tx): Promise<EditOutcome> => {
    const row = await lockEditable(tx, catalogId, productId);
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.survivorId) return { ok: false, reason: 'merged' };
    if (row.revision !== input.revision) return { ok: false, reason: 'changed' };
    const changed = changedFields(row, fields);
    const names = Object.keys(changed);
    if (names.length === 0) return { ok: true, revision: row.revision, changed: [] };
    const edits = addEdits(row.edited, row, changed, { by: actor.name, at: new Date().toISOString() });
    const feedHash = row.feedHash ?? row.inputHash;
    const revision = await writeEdit(tx, productId, {
      ...applyEdits(sellerInput(row), edits),
      inputHash: editedHash(feedHash, edits),
      feedHash,
      changedBy: actor.id,
    });
    await wakeUnits(tx, { catalogId, stage: 'features', unitIds: [productId] });
    await recordAudit(tx, actor, {
      event: 'product.edited',
      catalogId,
      subject: productId,
      detail: { fields: names },
    });
    return { ok: true, revision, changed: names };
  });
}
