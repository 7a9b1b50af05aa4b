/** Nearest products of many at once. */
import { db } from '#server/db/client.ts';

export interface NearPair {
  productId: string;
  nearId: string;
}

/**
 * Nearest products of each of these by cosine distance under a model version, nearest first; products without an embedding
 * have none. The inner ORDER BY is the index's own expression alone: a second key would turn the index off.
 */
export async function nearestOfMany(
  productIds: readonly string[],
  modelVersionId: string,
  count: number,
): Promise<NearPair[]> {
  return db().$queryRaw<NearPair[]>`
    SELECT own.product_id AS "productId", near.product_id AS "nearId"
    FROM embedding own CROSS JOIN LATERAL (
      SELECT e.product_id, e.v <=> own.v AS distance FROM embedding e
      WHERE e.model_version_id = ${modelVersionId}::uuid AND e.representative
      ORDER BY e.v <=> own.v LIMIT ${count + 1}) AS near
    WHERE own.model_version_id = ${modelVersionId}::uuid AND own.product_id = ANY(${[...productIds]}::uuid[])
      AND near.product_id <> own.product_id
    ORDER BY own.product_id, near.distance, near.product_id`;
}
