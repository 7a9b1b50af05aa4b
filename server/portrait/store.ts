/** Listings as the portrait reads them, and the portrait itself. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { CategoryFact } from './gather.ts';
import type { ListingRow } from './group.ts';
import type { Portrait } from './schema.ts';

const { sql, empty } = Prisma;

const listed = (catalogId: string): Prisma.Sql =>
  sql`p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL`;

/** Products listed in a catalog. */
export async function countListed(catalogId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM product p WHERE ${listed(catalogId)}`;
  return row.count;
}

/**
 * A page of listings by id, with the statistics of the first picture of each. `oneIn` keeps a stable share of them: the
 * same products each time, whatever was imported in between.
 */
export async function readListings(
  catalogId: string,
  page: { after: string | null; limit: number; oneIn: number; pixelsVersion: string },
): Promise<ListingRow[]> {
  const { after, limit, oneIn } = page;
  return db().$queryRaw`
    WITH chosen AS MATERIALIZED (
      SELECT p.* FROM product p WHERE ${listed(catalogId)}
        ${after ? sql`AND p.id > ${after}::uuid` : empty}
        ${oneIn > 1 ? sql`AND (hashtext(p.id::text) & 2147483647) % ${oneIn}::int = 0` : empty}
      ORDER BY p.id LIMIT ${limit}),
    seen AS MATERIALIZED (
      SELECT i.product_id, count(*) FILTER (WHERE i.state = 'done')::int AS pictures,
        count(*) FILTER (WHERE i.state = 'failed')::int AS failed,
        (array_agg(i.blob_sha256 ORDER BY i.position) FILTER (WHERE i.state = 'done'))[1] AS blob
      FROM image i JOIN chosen ON chosen.id = i.product_id GROUP BY 1)
    SELECT p.id, p.seller_id AS "sellerId", p.current_category_id AS "categoryId", p.title, p.locale,
      f.features ->> 'language' AS "detectedLocale", p.currency,
      p.price_minor::float8 AS "priceMinor", p.brand IS NOT NULL AS "hasBrand", p.gtin IS NOT NULL AS "hasGtin",
      (SELECT count(*)::int FROM jsonb_object_keys(p.attributes)) AS attributes,
      coalesce(array_length(regexp_split_to_array(nullif(btrim(p.description), ''), '\\s+'), 1), 0) AS "descriptionWords",
      coalesce(seen.pictures, 0) AS pictures, coalesce(seen.failed, 0) AS "failedPictures", seen.blob AS "blobSha256", s.stats
    FROM chosen p LEFT JOIN product_feature f ON f.product_id = p.id LEFT JOIN seen ON seen.product_id = p.id
      LEFT JOIN image_stat s ON s.blob_sha256 = seen.blob AND s.encoder_version = ${page.pixelsVersion}
    ORDER BY p.id`;
}

/** Categories of the catalog's taxonomy with the root above each. */
export async function readCategories(catalogId: string): Promise<Map<string, CategoryFact>> {
  const rows = await db().$queryRaw<(CategoryFact & { id: string })[]>`
    SELECT c.id, c.path_name AS name, c.is_leaf AS "isLeaf", r.id AS "branchId" FROM catalog k
    JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
    JOIN category r ON r.taxonomy_version_id = c.taxonomy_version_id AND r.code = split_part(c.path, '/', 1)
    WHERE k.id = ${catalogId}::uuid`;
  return new Map(rows.map(({ id, ...fact }) => [id, fact]));
}

/** Names of a catalog's sellers. */
export async function readSellers(catalogId: string): Promise<Map<string, string>> {
  const rows = await db().seller.findMany({ where: { catalogId }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function insertAsked(tx: Tx, catalogId: string): Promise<void> {
  await tx.catalogPortrait.upsert({
    where: { catalogId },
    create: { catalogId },
    update: { state: 'asked', askedAt: new Date(), failure: null },
  });
}

/** Keeps a portrait that was drawn. The last one stays until then. */
export async function savePortrait(
  tx: Tx,
  catalogId: string,
  drawn: { portrait: Portrait; seconds: number },
): Promise<void> {
  const { portrait, seconds } = drawn;
  await tx.$executeRaw`
    UPDATE catalog_portrait SET state = 'done', made_at = now(), failure = NULL, seconds = ${seconds}::float8,
      portrait = ${JSON.stringify(portrait)}::jsonb
    WHERE catalog_id = ${catalogId}::uuid`;
}

/** The row of a catalog with what became of the errand; null where nobody has asked. */
export async function findPortrait(catalogId: string): Promise<{
  state: string;
  failure: string | null;
  madeAt: Date | null;
  seconds: number | null;
  portrait: unknown;
} | null> {
  const rows = await db().$queryRaw<
    {
      state: string;
      failure: string | null;
      madeAt: Date | null;
      seconds: number | null;
      portrait: unknown;
    }[]
  >`
    SELECT CASE WHEN s.state = 'failed' THEN 'failed' ELSE c.state END AS state, coalesce(s.failure, c.failure) AS failure,
      c.made_at AS "madeAt", c.seconds, c.portrait
    FROM catalog_portrait c LEFT JOIN stage_state s ON s.stage = 'draw-portrait' AND s.unit_id = c.catalog_id::text
    WHERE c.catalog_id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}
