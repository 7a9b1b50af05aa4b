/** Nearest listings by product2vec, as a source of candidates: other words for the same thing, in other languages too. */
import { candidateBounds } from '#server/ml/pairs/candidate-source.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { nearestToProducts } from '#server/representation/store-nearest.ts';

/** Ids of near products by product; none where the catalog has no embedder yet: `embed` wakes `block` once there is one. */
export async function vectorNeighbours(
  catalogId: string,
  productIds: readonly string[],
): Promise<Map<string, string[]>> {
  const files = await loadActiveModel(catalogId, 'embedder');
  if (!files) return new Map();
  const near = await nearestToProducts(productIds, files.modelVersionId, candidateBounds.vectorsMax);
  return new Map([...near].map(([id, others]) => [id, others.map((other) => other.productId)]));
}
