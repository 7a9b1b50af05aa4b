/** One query: every listing of the demo catalog with what the desk thinks of it. Some thousand rows, on request only. */
import { db } from '#server/db/client.ts';
import type { FoundListing } from './rules.ts';

export async function readFoundListings(catalogId: string): Promise<FoundListing[]> {
  return db().$queryRaw<FoundListing[]>`
    SELECT s.key || ':' || p.sku AS key, c.code AS "currentCode", p.current_source AS "currentSource", g.code AS "suggestedCode", x.suspicion,
      k.id AS "clusterId", coalesce(p.survivor_id, p.id) AS "recordId",
      EXISTS (SELECT 1 FROM review_item i WHERE i.queue = 'categories' AND i.subject_id = p.id AND i.state <> 'withdrawn') AS queued
    FROM product p JOIN seller s ON s.id = p.seller_id LEFT JOIN category c ON c.id = p.current_category_id
      LEFT JOIN active_model a ON a.catalog_id = p.catalog_id AND a.kind = 'categorizer'
      LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = a.model_version_id
      LEFT JOIN category g ON g.id = x.category_id
      LEFT JOIN cluster_member m ON m.product_id = p.id LEFT JOIN cluster k ON k.id = m.cluster_id AND k.state IN ('proposed', 'merged')
    WHERE p.catalog_id = ${catalogId}::uuid`;
}
