/** Categories of one product as typed in: nothing is written. */
import { loadActiveModel } from '#server/registry/load-model.ts';
import { openEmbedder } from '#server/representation/embedder.ts';
import { toDocument } from '#server/representation/product-text.ts';
import type { LiveProduct } from '#server/representation/schema.ts';
import { type Neighbour, nearestTo } from '#server/representation/store.ts';
import { makeSuggestion } from './make-suggestion.ts';
import { openCategorizer } from './open-categorizer.ts';
import type { LiveCategories } from './schema-live.ts';
import { readCategoriesWithParents } from './store-card.ts';

const neighbourCount = 6;

async function neighboursOf(product: LiveProduct): Promise<Neighbour[]> {
  const files = await loadActiveModel(product.catalogId, 'embedder');
  if (!files) return [];
  const embedder = await openEmbedder(files);
  const [vector] = await embedder.embed([toDocument(product)]);
  return vector ? nearestTo(vector, files.modelVersionId, neighbourCount, product.productId ?? null) : [];
}

/** Scores a product with the catalog's active categorizer; `no-model` before the first promotion. */
export async function scoreProductCategories(product: LiveProduct): Promise<LiveCategories> {
  const files = await loadActiveModel(product.catalogId, 'categorizer');
  if (!files) return { ok: false, reason: 'no-model' };
  const categorizer = await openCategorizer(files);
  const { stored, choices } = categorizer;
  const document = toDocument(product);
  const { scores, answers } = await categorizer.score([document]);
  const suggestion = makeSuggestion(stored, choices, scores, answers, 0, []);
  const near = await neighboursOf(product);
  const ids = [
    ...suggestion.topK.map((one) => one.categoryId),
    ...near.flatMap((one) => (one.currentCategoryId ? [one.currentCategoryId] : [])),
  ];
  const names = await readCategoriesWithParents([...new Set(ids)]);
  const pathOf = (id: string): string => names.get(id)?.pathName ?? id;
  return {
    ok: true,
    modelVersionId: files.modelVersionId,
    depthOk: suggestion.depthOk,
    categories: suggestion.topK.map(({ categoryId, p }, at) => ({
      categoryId,
      pathName: pathOf(categoryId),
      p,
      words: at === 0 ? categorizer.reasons(document, suggestion.leaf, suggestion.against) : [],
    })),
    similar: near.map((one) => ({
      productId: one.productId,
      title: one.title,
      similarity: 1 - one.distance,
      pathName: one.currentCategoryId ? pathOf(one.currentCategoryId) : null,
    })),
  };
}
