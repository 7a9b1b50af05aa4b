/** Scores products with a model that is not in use: rows beside the others, no queue, no stage. */
import { inTransaction } from '#server/db/transaction.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { type ProductForModels, readProducts } from '#server/representation/store.ts';
import { makeSuggestion } from './make-suggestion.ts';
import { type Categorizer, openCategorizer } from './open-categorizer.ts';
import { activeEmbedderId, readRows } from './read-rows.ts';
import { readKnownSuggestions, type SuggestionToSave, saveSuggestions } from './store-suggest.ts';

/** Products of one pass: a short transaction each. */
const batchSize = 200;

async function suggest(
  categorizer: Categorizer,
  products: ProductForModels[],
  embedderId: string | null,
): Promise<SuggestionToSave[]> {
  if (products.length === 0) return [];
  const scored = await categorizer.score(await readRows(categorizer, products, embedderId));
  return products.map((product, row) => {
    const suggestion = makeSuggestion(scored, row, product.givenCategoryIds);
    const { leaf: _leaf, against: _against, opinions, ...kept } = suggestion;
    return {
      ...kept,
      productId: product.id,
      inputHash: product.inputHash,
      fold: null,
      evidence: { words: [], modalities: opinions, sentence: 'by a model that is not in use' },
    };
  });
}

/**
 * Scores products with a model version and keeps the answers beside those of other versions. What the version has said
 * of the same input before (out of fold, above all) is left as it is. Neighbours come from the embedder that the model
 * was trained with.
 */
export async function scoreBeside(catalogId: string, productIds: string[], files: ModelFiles): Promise<void> {
  const categorizer = await openCategorizer(files);
  const own = files.manifest.trainedOn['embedder'];
  const embedderId = typeof own === 'string' ? own : await activeEmbedderId(catalogId);
  for (let from = 0; from < productIds.length; from += batchSize) {
    const ids = productIds.slice(from, from + batchSize);
    const known = await readKnownSuggestions(files.modelVersionId, ids);
    const products = await readProducts(ids);
    const fresh = products.filter((product) => known.get(product.id)?.inputHash !== product.inputHash);
    const rows = await suggest(categorizer, fresh, embedderId);
    await inTransaction((tx) => saveSuggestions(tx, files.modelVersionId, rows));
  }
}
