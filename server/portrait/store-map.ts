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
 * Pairs of categories between which the model is unsure: for every product the probability of its second answer, summed by
 * first and second answer, whichever comes first. What the product is given as plays no part, so wrong labels do not count
 * as confusion. `swapped`: products that stand in the one while the first answer is the other. The heaviest first.
 */
export async function readConfusions(
  catalogId: string,
  categorizerId: string,
  limit: number,
): Promise<ConfusionRow[]> {
  return db().$queryRaw`
    WITH heard AS MATERIALIZED (
      SELECT p.current_category_id AS standing, x.category_id AS first, (x.top_k -> 1 ->> 'categoryId')::uuid AS second,
        coalesce((x.top_k -> 1 ->> 'p')::float8, 0) AS p
      FROM product p LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = ${categorizerId}::uuid
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL),
    standing AS (SELECT standing AS id, count(*)::int AS n FROM heard WHERE standing IS NOT NULL GROUP BY 1),
    pairs AS (
      SELECT least(first, second) AS a, greatest(first, second) AS b, sum(p) AS mass FROM heard
      WHERE second IS NOT NULL GROUP BY 1, 2 ORDER BY mass DESC LIMIT ${limit}),
    swapped AS (
      SELECT least(standing, first) AS a, greatest(standing, first) AS b, count(*)::int AS n FROM heard
      WHERE standing <> first GROUP BY 1, 2)
    SELECT pairs.a, pairs.b, ca.path_name AS "aName", cb.path_name AS "bName", coalesce(na.n, 0) AS "aProducts",
      coalesce(nb.n, 0) AS "bProducts", coalesce(swapped.n, 0) AS swapped, pairs.mass
    FROM pairs JOIN category ca ON ca.id = pairs.a JOIN category cb ON cb.id = pairs.b
      LEFT JOIN standing na ON na.id = pairs.a LEFT JOIN standing nb ON nb.id = pairs.b
      LEFT JOIN swapped ON swapped.a = pairs.a AND swapped.b = pairs.b
    ORDER BY pairs.mass DESC, pairs.a, pairs.b`;
}
