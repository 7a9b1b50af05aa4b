/** Products that no model has seen. */
import { db } from '#server/db/client.ts';

/**
 * Products that nobody has put into a category, drawn by their hash: always the same, whatever the order of the feed. As many as are
 * missing to `atMost` open questions.
 */
export async function readUnplaced(
  catalogId: string,
  atMost: number,
): Promise<{ productId: string; revision: number }[]> {
  return db().$queryRaw<{ productId: string; revision: number }[]>`
    WITH open AS MATERIALIZED (
      SELECT subject_id FROM review_item WHERE catalog_id = ${catalogId}::uuid AND queue = 'categories'
        AND state IN ('open', 'leased', 'deferred', 'escalated'))
    SELECT p.id AS "productId", p.revision
    FROM product p JOIN catalog k ON k.id = p.catalog_id
    WHERE p.catalog_id = ${catalogId}::uuid AND k.taxonomy_version_id IS NOT NULL AND p.current_category_id IS NULL
      AND cardinality(p.given_category_ids) = 0 AND p.delisted_at IS NULL AND p.survivor_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM open WHERE open.subject_id = p.id)
    ORDER BY sha256(convert_to(p.id::text, 'UTF8'))
    LIMIT greatest(0, ${atMost} - (SELECT count(*) FROM open))`;
}

/** The version of the taxonomy that each product's catalog uses. */
export async function readVersionsOf(productIds: string[]): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ productId: string; versionId: string }[]>`
    SELECT p.id AS "productId", k.taxonomy_version_id AS "versionId"
    FROM product p JOIN catalog k ON k.id = p.catalog_id
    WHERE p.id = ANY(${productIds}::uuid[]) AND k.taxonomy_version_id IS NOT NULL`;
  return new Map(rows.map(({ productId, versionId }) => [productId, versionId]));
}
