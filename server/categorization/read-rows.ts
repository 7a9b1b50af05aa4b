/** Turns products into what a categorizer reads: texts, pictures and, where it asks for them, nearest products. */

import { neighbourCount } from '#server/ml/fusion/neighbour-votes.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { encoderOfVersion } from '#server/representation/picture-encoder.ts';
import { pictureVectors } from '#server/representation/picture-vectors.ts';
import { toDocument } from '#server/representation/product-text.ts';
import type { ProductForModels } from '#server/representation/store.ts';
import { nearestToProducts } from '#server/representation/store-nearest.ts';
import type { Categorizer, CategoryNeighbour, RowsToScore } from './open-categorizer.ts';

/** Nearest listed products and what they are filed under, by product; no entry before a product is embedded. */
export async function neighboursOf(
  productIds: readonly string[],
  embedderId: string | null,
): Promise<Map<string, CategoryNeighbour[]>> {
  if (!embedderId) return new Map();
  const found = await nearestToProducts(productIds, embedderId, neighbourCount);
  const filed = [...found].map(([id, near]): [string, CategoryNeighbour[]] => [
    id,
    near.map(({ distance, currentCategoryId }) => ({
      similarity: 1 - distance,
      categoryId: currentCategoryId,
    })),
  ]);
  return new Map(filed);
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
  const vectors =
    pictureEncoder === null
      ? new Map<string, Float32Array>()
      : await pictureVectors(ids, pictureEncoder, await encoderOfVersion(pictureEncoder));
  const neighbours = await neighboursOf(categorizer.asksNeighbours ? ids : [], embedderId);
  return {
    documents: products.map(toDocument),
    pictures: ids.map((id) => vectors.get(id) ?? null),
    neighbours: ids.map((id) => neighbours.get(id) ?? []),
  };
}
