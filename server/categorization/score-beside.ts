/** Scores products with a model that is not in use: rows beside the others, no queue, no stage. */
import { inTransaction } from '#server/db/transaction.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { hasEmbeddings, type ProductForModels, readProducts } from '#server/representation/store.ts';
import { type Categorizer, openCategorizer } from './open-categorizer.ts';
import { activeEmbedderId, readRows } from './read-rows.ts';
import { readKnownSuggestions, type SuggestionToSave, saveSuggestions } from './store-suggest.ts';
import { suggestionSentence } from './suggestion-words.ts';

/** Products of one pass: a short transaction each. */
const batchSize = 200;

async function suggest(
  categorizer: Categorizer,
  products: ProductForModels[],
  embedderId: string | null,
): Promise<SuggestionToSave[]> {
  if (products.length === 0) return [];
  const suggestions = await categorizer.suggest(
    await readRows(categorizer, products, embedderId),
    products.map((product) => product.givenCategoryIds),
  );
  return products.map((product, row) => {
    const { leaf: _leaf, against: _against, opinions, ...kept } = suggestions[row];
    return {
      ...kept,
      productId: product.id,
      inputHash: product.inputHash,
      fold: null,
      evidence: {
        words: [],
        modalities: opinions,
        sentence: suggestionSentence({ code: 'not-in-use', values: {} }),
      },
    };
  });
}

/**
 * Whose neighbours a model that is not in use asks: those of the embedder it was trained with, where products have its
 * vectors. A candidate's do not yet: then those in use, learnt in the same way from nearly the same texts, stand in for
 * them; without them it would lack a head and be measured below what it will do.
 */
export async function besideEmbedderId(catalogId: string, files: ModelFiles): Promise<string | null> {
  const own = files.manifest.trainedOn['embedder'];
  return typeof own === 'string' && (await hasEmbeddings(own)) ? own : activeEmbedderId(catalogId);
}

/**
 * Scores products with a model version and keeps the answers beside those of other versions. What the version has said
 * of the same input before (out of fold, above all) is left as it is.
 */
export async function scoreBeside(catalogId: string, productIds: string[], files: ModelFiles): Promise<void> {
  const categorizer = await openCategorizer(files);
  const embedderId = await besideEmbedderId(catalogId, files);
  for (let from = 0; from < productIds.length; from += batchSize) {
    const ids = productIds.slice(from, from + batchSize);
    const known = await readKnownSuggestions(files.modelVersionId, ids);
    const products = await readProducts(ids);
    const fresh = products.filter((product) => known.get(product.id)?.inputHash !== product.inputHash);
    const rows = await suggest(categorizer, fresh, embedderId);
    await inTransaction((tx) => saveSuggestions(tx, files.modelVersionId, rows));
  }
}
