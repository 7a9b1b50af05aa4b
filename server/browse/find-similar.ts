import { embeddingOf } from '#server/representation/store.ts';
import { nearestTo } from '#server/representation/store-nearest.ts';
import type { SimilarProducts } from './schema-product.ts';
import { findEmbedder, findRelated } from './store-product.ts';

const countMax = 12;
/** Nearest asked for: some of them may be delisted or merged by now. */
const askedMax = 3 * countMax;

/** Listings nearest to a product by its stored embedding; null where this catalog has no such product. */
export async function findSimilar(catalogId: string, productId: string): Promise<SimilarProducts | null> {
  const found = await findEmbedder(catalogId, productId);
  if (!found) return null;
  if (!found.modelVersionId) return { ok: false, reason: 'no-embedder' };
  const vector = await embeddingOf(productId, found.modelVersionId);
  if (!vector) return { ok: false, reason: 'no-vector' };
  const near = await nearestTo(vector, found.modelVersionId, askedMax, productId);
  const rows = new Map(
    (await findRelated(near.map((one) => one.productId))).map((row) => [row.productId, row]),
  );
  return {
    ok: true,
    products: near
      .flatMap(({ productId: id, distance }) => {
        const row = rows.get(id);
        return row ? [{ ...row, similarity: 1 - distance }] : [];
      })
      .slice(0, countMax),
  };
}
