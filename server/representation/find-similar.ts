/** Products like one, or like a text that was only typed in. */
import { loadActiveModel } from '#server/registry/load-model.ts';
import { openEmbedder } from './embedder.ts';
import { type ProductText, toDocument } from './product-text.ts';
import { embeddingOf, type Neighbour, nearestTo } from './store.ts';

export type Similar =
  | { ok: true; neighbours: Neighbour[] }
  | { ok: false; reason: 'no-embedder' | 'no-text' };

/** Nearest listed products of a product, nearest first. */
export async function findSimilar(catalogId: string, productId: string, count: number): Promise<Similar> {
  const files = await loadActiveModel(catalogId, 'embedder');
  if (!files) return { ok: false, reason: 'no-embedder' };
  const vector = await embeddingOf(productId, files.modelVersionId);
  if (!vector) return { ok: false, reason: 'no-text' };
  return { ok: true, neighbours: await nearestTo(vector, files.modelVersionId, count, productId) };
}

/** Nearest listed products of a product that is not in the catalog. */
export async function findSimilarToText(
  catalogId: string,
  product: ProductText,
  count: number,
): Promise<Similar> {
  const files = await loadActiveModel(catalogId, 'embedder');
  if (!files) return { ok: false, reason: 'no-embedder' };
  const [vector] = await (await openEmbedder(files)).embed([toDocument(product)]);
  if (!vector) return { ok: false, reason: 'no-text' };
  return { ok: true, neighbours: await nearestTo(vector, files.modelVersionId, count, null) };
}
