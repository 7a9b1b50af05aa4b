/** Live listings of a catalog as the matcher reads them: page by page in id order. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';

export interface ListingRow {
  id: string;
  title: string;
  description: string | null;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  url: string | null;
  priceMinor: bigint | null;
  currency: string | null;
  sellerId: string;
  locale: string | null;
  attributes: unknown;
  /** [sha256, phash as text] of pictures that were fetched. */
  pictures: [string, string | null][];
}

/** Listings of a catalog that are neither merged into another nor delisted, as `ListingRow`. */
const listingsOf = (catalogId: string): Prisma.Sql => Prisma.sql`
    SELECT p.id, p.title, left(p.description, 2000) AS description, p.brand, p.gtin, p.mpn, p.url,
      p.price_minor AS "priceMinor", p.currency, p.seller_id AS "sellerId", p.locale, p.attributes,
      coalesce((SELECT jsonb_agg(jsonb_build_array(i.blob_sha256, i.phash::text) ORDER BY i.position, i.id)
        FROM image i WHERE i.product_id = p.id AND i.state = 'done' AND i.blob_sha256 IS NOT NULL), '[]') AS pictures
    FROM product p
    WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL`;

/** A page of all, after an id. */
export async function readListings(
  catalogId: string,
  after: string | null,
  limit: number,
): Promise<ListingRow[]> {
  return db().$queryRaw<ListingRow[]>`
    ${listingsOf(catalogId)}
      AND p.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    ORDER BY p.id LIMIT ${limit}`;
}

/** Some of them. */
export async function readListingsOf(
  catalogId: string,
  productIds: readonly string[],
): Promise<ListingRow[]> {
  return db().$queryRaw<ListingRow[]>`
    ${listingsOf(catalogId)}
      AND p.id = ANY(${[...productIds]}::uuid[])
    ORDER BY p.id`;
}

/** Live listings of a catalog. */
export async function countListings(catalogId: string): Promise<number> {
  const rows = await db().$queryRaw<{ listings: bigint }[]>`
    SELECT count(*) AS listings FROM product
    WHERE catalog_id = ${catalogId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL`;
  return Number(rows[0].listings);
}

/** Products of a catalog that changed at or after a time, oldest change first; merged and delisted ones too. */
export async function readChanges(
  catalogId: string,
  since: Date,
  limit: number,
): Promise<{ id: string; updatedAt: Date }[]> {
  return db().$queryRaw<{ id: string; updatedAt: Date }[]>`
    SELECT id, updated_at AS "updatedAt" FROM product
    WHERE catalog_id = ${catalogId}::uuid AND updated_at >= ${since} ORDER BY updated_at, id LIMIT ${limit}`;
}

/** When the catalog's products last changed, in milliseconds; 0 for one without products. */
export async function lastChange(catalogId: string): Promise<number> {
  const rows = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT max(updated_at) AS at FROM product WHERE catalog_id = ${catalogId}::uuid`;
  return rows[0].at?.getTime() ?? 0;
}
