/** Suggests attributes that products do not state, with the model in use; nothing where there is none. */
import type { Tx } from '#server/db/transaction.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import type { ProductForModels } from '#server/representation/store.ts';
import { openAttributes } from './open-attributes.ts';
import { type AttributesToSave, readAskedAttributes, saveAttributes } from './store-attributes.ts';

/** Asks about products whose present input the model has not been asked about; answers what is to be written. */
export async function suggestAttributes(
  catalogId: string,
  products: readonly ProductForModels[],
): Promise<(tx: Tx) => Promise<void>> {
  const files = await loadActiveModel(catalogId, 'attributes');
  if (!files) return async () => {};
  const { modelVersionId } = files;
  const asked = await readAskedAttributes(
    modelVersionId,
    products.map((product) => product.id),
  );
  const unasked = products.filter((product) => !asked.has(product.id));
  if (unasked.length === 0) return async () => {};
  const model = await openAttributes(files);
  const answers = await model.answer(unasked);
  const rows: AttributesToSave[] = [];
  for (const [at, { id: productId, inputHash }] of unasked.entries()) {
    const suggested = await model.explain(unasked[at], answers[at]);
    rows.push({ productId, inputHash, fold: null, suggested });
  }
  return (tx) => saveAttributes(tx, modelVersionId, rows);
}
