/** Where categories lie to each other: the mean vectors of their products, and what the model takes for what. */
import { db } from '#server/db/client.ts';

export interface Centroid {
  id: string;
  name: string;
  branchId: string;
  products: number;
  /** As pgvector writes it: a JSON list. */
  v: string;
}

/** The active models of a catalog that a map needs. */
export async function findActive(
  catalogId: string,
): Promise<{ embedderId: string | null; categorizerId: string | null }> {
  const rows = await db().activeModel.findMany({
    where: { catalogId, kind: { in: ['embedder', 'categorizer'] } },
    select: { kind: true, modelVersionId: true },
  });
  const idOf = (kind: string): string | null => rows.find((row) => row.kind === kind)?.modelVersionId ?? null;
  return { embedderId: idOf('embedder'), categorizerId: idOf('categorizer') };
}

/** Mean vectors of the fullest categories of a catalog, counted and averaged by the database in one pass. */
export async function readCentroids(
  catalogId: string,
  embedderId: string,
  limit: number,
): Promise<Centroid[]> {
  return db().$queryRaw`
    WITH mean AS (
      SELECT p.current_category_id AS id, count(*)::int AS products, avg(e.v)::text AS v
      FROM product p JOIN embedding e ON e.product_id = p.id AND e.model_version_id = ${embedderId}::uuid
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL
        AND p.current_category_id IS NOT NULL
      GROUP BY 1)
    SELECT c.id, c.path_name AS name, r.id AS "branchId", mean.products, mean.v FROM mean
    JOIN category c ON c.id = mean.id JOIN catalog k ON k.id = ${catalogId}::uuid AND k.taxonomy_version_id = c.taxonomy_version_id
    JOIN category r ON r.taxonomy_version_id = c.taxonomy_version_id AND r.code = split_part(c.path, '/', 1)
    ORDER BY mean.products DESC, c.path LIMIT ${limit}`;
}

export interface ConfusionRow {
  a: string;
  b: string;
  aName: string;
  bName: string;
  aProducts: number;
  bProducts: number;
  swapped: number;
  mass: number;
}

/**
 * Pairs of categories by the probability that the model gives to the one for products that stand in the other, both ways
 * together; `swapped`: of these products, those for which the other is its first answer. The heaviest first.
 */
export async function readConfusions(
  catalogId: string,
  categorizerId: string,
  limit: number,
): Promise<ConfusionRow[]> {
  return db().$queryRaw`
    WITH standing AS MATERIALIZED (
      SELECT p.id, p.current_category_id AS c FROM product p
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL
        AND p.current_category_id IS NOT NULL),
    counted AS (SELECT c, count(*)::int AS n FROM standing GROUP BY 1),
    heard AS (
      SELECT s.c, (k ->> 'categoryId')::uuid AS other, (k ->> 'p')::float8 AS p, x.category_id
      FROM standing s JOIN suggestion x ON x.product_id = s.id AND x.model_version_id = ${categorizerId}::uuid
      CROSS JOIN LATERAL jsonb_array_elements(x.top_k) AS k WHERE (k ->> 'categoryId')::uuid <> s.c),
    pairs AS (
      SELECT least(c, other) AS a, greatest(c, other) AS b, sum(p) AS mass,
        count(*) FILTER (WHERE category_id = other)::int AS swapped
      FROM heard GROUP BY 1, 2 ORDER BY mass DESC LIMIT ${limit})
    SELECT pairs.a, pairs.b, ca.path_name AS "aName", cb.path_name AS "bName", coalesce(na.n, 0) AS "aProducts",
      coalesce(nb.n, 0) AS "bProducts", pairs.swapped, pairs.mass
    FROM pairs JOIN category ca ON ca.id = pairs.a JOIN category cb ON cb.id = pairs.b
      LEFT JOIN counted na ON na.c = pairs.a LEFT JOIN counted nb ON nb.c = pairs.b
    ORDER BY pairs.mass DESC, pairs.a, pairs.b`;
}
