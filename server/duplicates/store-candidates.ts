/** Figures of the candidate pairs of a catalog: set-based, read by leads alone. */
import { db } from '#server/db/client.ts';

/** Pairs by which sources found them (bit flags). */
export async function countBySources(catalogId: string): Promise<{ sources: number; pairs: number }[]> {
  return db().$queryRaw<{ sources: number; pairs: number }[]>`
    SELECT sources, count(*)::int AS pairs FROM candidate_pair
    WHERE catalog_id = ${catalogId}::uuid GROUP BY sources ORDER BY sources`;
}

/** The listing that stands in most pairs. */
export async function mostPairsOfOne(catalogId: string): Promise<number> {
  const rows = await db().$queryRaw<{ most: number | null }[]>`
    SELECT max(pairs)::int AS most FROM (
      SELECT count(*) AS pairs FROM (
        SELECT a AS id FROM candidate_pair WHERE catalog_id = ${catalogId}::uuid
        UNION ALL SELECT b FROM candidate_pair WHERE catalog_id = ${catalogId}::uuid) AS sides
      GROUP BY id) AS counted`;
  return rows[0].most ?? 0;
}

/** Categories with their listings and the pairs whose smaller listing stands there, most pairs first. */
export async function countByCategory(
  catalogId: string,
  limit: number,
): Promise<{ category: string | null; listings: number; pairs: number }[]> {
  return db().$queryRaw<{ category: string | null; listings: number; pairs: number }[]>`
    WITH listed AS (
      SELECT id, current_category_id FROM product
      WHERE catalog_id = ${catalogId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL),
    paired AS (SELECT a, count(*) AS pairs FROM candidate_pair WHERE catalog_id = ${catalogId}::uuid GROUP BY a)
    SELECT c.path_name AS category, count(*)::int AS listings, coalesce(sum(paired.pairs), 0)::int AS pairs
    FROM listed l LEFT JOIN paired ON paired.a = l.id LEFT JOIN category c ON c.id = l.current_category_id
    GROUP BY c.id, c.path_name ORDER BY pairs DESC, c.path_name LIMIT ${limit}`;
}

/** Pairs of listings with one GTIN (at most `limit`): how many are candidates by more than their codes. */
export async function recallOfEqualGtin(
  catalogId: string,
  keySource: number,
  limit: number,
): Promise<{ found: number; of: number }> {
  const rows = await db().$queryRaw<{ found: number; of: number }[]>`
    SELECT count(*)::int AS of, count(*) FILTER (WHERE c.sources & ~${keySource}::int <> 0)::int AS found
    FROM (SELECT p.id AS a, q.id AS b FROM product p
      JOIN product q ON q.catalog_id = p.catalog_id AND q.gtin = p.gtin AND q.id > p.id
      WHERE p.catalog_id = ${catalogId}::uuid AND p.gtin IS NOT NULL AND p.survivor_id IS NULL
        AND q.survivor_id IS NULL AND p.delisted_at IS NULL AND q.delisted_at IS NULL
      ORDER BY md5(p.id::text), q.id LIMIT ${limit}) AS sample
    LEFT JOIN candidate_pair c ON c.a = sample.a AND c.b = sample.b`;
  return rows[0];
}

/** Pairs that people called the same (the latest `limit`): how many are candidates by any source of the machine's. */
export async function recallOfPeople(
  catalogId: string,
  askedSource: number,
  limit: number,
): Promise<{ found: number; of: number }> {
  const rows = await db().$queryRaw<{ found: number; of: number }[]>`
    SELECT count(*)::int AS of, count(*) FILTER (WHERE c.sources & ~${askedSource}::int <> 0)::int AS found
    FROM (SELECT a, b FROM pair_fact
      WHERE catalog_id = ${catalogId}::uuid AND superseded_by IS NULL AND relation = 'same'
      ORDER BY id DESC LIMIT ${limit}) AS sample
    LEFT JOIN candidate_pair c ON c.a = sample.a AND c.b = sample.b`;
  return rows[0];
}
