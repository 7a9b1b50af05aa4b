import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { type CategoryValueView, type SetValue, setValueSchema } from './schema-values.ts';
import { findAskedIn, isOfCatalog, listValues, saveValue } from './store-values.ts';

export type ValueChange =
  | { ok: true }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'unknown-category' };

/**
 * Says what a category is worth: comparisons weigh its products by it and list its confusions accordingly, and the category queue asks
 * about them sooner or later.
 */
export async function setValue(actor: Actor, input: SetValue): Promise<ValueChange> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, categoryId, value } = setValueSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  if (!(await isOfCatalog(catalogId, categoryId))) return { ok: false, reason: 'unknown-category' };
  return inTransaction(async (tx) => {
    await saveValue(tx, { catalogId, categoryId, setBy: actor.name }, value);
    // What waits in the queue is put into its new order by the stage that put it there.
    await wakeUnits(tx, {
      catalogId,
      stage: 'suggest',
      unitIds: await findAskedIn(tx, catalogId, categoryId),
    });
    await recordAudit(tx, actor, {
      event: 'training.value-set',
      catalogId,
      subject: categoryId,
      detail: { value },
    });
    return { ok: true };
  });
}

export async function readValues(catalogId: string, words: string): Promise<CategoryValueView[]> {
  return listValues(catalogId, words);
}
