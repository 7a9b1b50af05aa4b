/** Nearest listings by product2vec, as a source of candidates: other words for the same thing, in other languages too. */
import { candidateBounds } from '#server/ml/pairs/candidate-source.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { nearestOfMany } from '#server/representation/store-nearest.ts';

/** Products of one statement: short ones, so that nobody's click waits behind them. */
const perStatement = 25;

/** Ids of near products by product; none where the catalog has no embedder yet: `embed` wakes `block` once there is one. */
export async function vectorNeighbours(
  catalogId: string,
  productIds: readonly string[],
): Promise<Map<string, string[]>> {
  const near = new Map<string, string[]>();
  const files = await loadActiveModel(catalogId, 'embedder');
  if (!files) return near;
  for (let from = 0; from < productIds.length; from += perStatement) {
    const asked = productIds.slice(from, from + perStatement);
    for (const { productId, nearId } of await nearestOfMany(
      asked,
      files.modelVersionId,
      candidateBounds.vectorsMax,
    ))
      near.set(productId, [...(near.get(productId) ?? []), nearId]);
  }
  return near;
}
