/** Turns products into what a categorizer reads: texts, pictures and, where it asks for them, nearest products. */

import { neighbourCount } from '#server/ml/fusion/neighbour-votes.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { embeddingOf, nearestTo, type ProductForModels } from '#server/representation/store.ts';
import { readPictureVectors } from '#server/representation/store-images.ts';
import type { Categorizer, CategoryNeighbour, RowsToScore } from './open-categorizer.ts';

/** Nearest listed products and what they are filed under; none before the product is embedded. */
export async function neighboursOf(
  productId: string,
  embedderId: string | null,
): Promise<CategoryNeighbour[]> {
  const vector = embedderId ? await embeddingOf(productId, embedderId) : null;
  if (!embedderId || !vector) return [];
  const near = await nearestTo(vector, embedderId, neighbourCount, productId);
  return near.map(({ distance, currentCategoryId }) => ({
    similarity: 1 - distance,
    categoryId: currentCategoryId,
  }));
}

export async function activeEmbedderId(catalogId: string): Promise<string | null> {
  return (await loadActiveModel(catalogId, 'embedder'))?.modelVersionId ?? null;
}

export async function readRows(
  categorizer: Categorizer,
  products: readonly ProductForModels[],
  embedderId: string | null,
): Promise<RowsToScore> {
  const { pictureEncoder } = categorizer.stored;
  const ids = products.map((product) => product.id);
  const vectors = pictureEncoder === null ? new Map() : await readPictureVectors(ids, pictureEncoder);
  const neighbours: CategoryNeighbour[][] = [];
  for (const id of ids) neighbours.push(categorizer.asksNeighbours ? await neighboursOf(id, embedderId) : []);
  return {
    documents: products.map(toDocument),
    pictures: ids.map((id) => vectors.get(id) ?? null),
    neighbours,
  };
}
