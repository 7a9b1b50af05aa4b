/** Live listings of a catalog as the matcher reads them: page by page in id order. */
import { db } from '#server/db/client.ts';

export interface ListingRow {
  id: string;
  title: string;
  description: string | null;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  priceMinor: bigint | null;
  currency: string | null;
  sellerId: string;
  locale: string | null;
  attributes: unknown;
  /** [sha256, phash as text] of pictures that were fetched. */
  pictures: [string, string | null][];
}

/** Neither merged into another nor delisted. A page after an id. */
export async function readListings(
  catalogId: string,
  after: string | null,
  limit: number,
): Promise<ListingRow[]> {
  return db().$queryRaw<ListingRow[]>`
    SELECT p.id, p.title, left(p.description, 2000) AS description, p.brand, p.gtin, p.mpn,
      p.price_minor AS "priceMinor", p.currency, p.seller_id AS "sellerId", p.locale, p.attributes,
      coalesce((SELECT jsonb_agg(jsonb_build_array(i.blob_sha256, i.phash::text) ORDER BY i.position, i.id)
        FROM image i WHERE i.product_id = p.id AND i.state = 'done' AND i.blob_sha256 IS NOT NULL), '[]') AS pictures
    FROM product p
    WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL
      AND p.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    ORDER BY p.id LIMIT ${limit}`;
}

/** Changes whenever a listing or a picture of the catalog does. */
export async function listingsStamp(catalogId: string): Promise<string> {
  const rows = await db().$queryRaw<{ stamp: string }[]>`
    SELECT concat_ws(' ', count(*), max(p.updated_at), sum(p.revision),
      (SELECT count(*) FROM image i JOIN product q ON q.id = i.product_id
       WHERE q.catalog_id = ${catalogId}::uuid AND i.state = 'done')) AS stamp
    FROM product p WHERE p.catalog_id = ${catalogId}::uuid`;
  return rows[0].stamp;
}
