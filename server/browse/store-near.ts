/** Products near a place among the vectors, under any filter. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { MeaningPlace } from '#server/representation/schema-meaning.ts';
import { nearMin } from '#server/representation/schema-meaning.ts';

const { sql } = Prisma;

/** Nearest products that a search holds: more than anybody reads, few enough to be one parameter of every count. */
export const nearMax = 500;
/** Up to here every product of a filter is measured (20,000 distances: 30 ms); above, an index leads to the near ones. */
const exactMax = 20_000;
/** Nearest groups of embeddings whose members are all measured: of at most 100 each, about as many as are measured without. */
const groupsRead = 300;

/** Whether a filter leaves so few products that measuring all of them is quick. */
async function isFew(conditions: Prisma.Sql, most: number): Promise<boolean> {
  const rows = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM product p WHERE ${conditions} LIMIT ${most + 1}) AS few`;
  return rows[0].n <= most;
}

/** The nearest among all of a model: those in the graph, which goes on until enough meet the filter (iterative scan, see db/client.ts), and the members of the nearest groups. */
function byIndex(conditions: Prisma.Sql, place: MeaningPlace): Prisma.Sql {
  const vector = sql`${place.vector}::vector`;
  const model = sql`model_version_id = ${place.modelVersionId}::uuid`;
  return sql`
    (SELECT p.id, e.v <=> ${vector} AS distance FROM embedding e JOIN product p ON p.id = e.product_id
     WHERE e.${model} AND e.representative AND ${conditions} ORDER BY e.v <=> ${vector} LIMIT ${nearMax})
    UNION ALL
    (SELECT p.id, member.distance FROM (
       SELECT e.product_id, e.v <=> ${vector} AS distance FROM (
         SELECT id FROM embedding_group WHERE ${model} ORDER BY centre <=> ${vector} LIMIT ${groupsRead}) AS nearest
       JOIN embedding e ON e.group_id = nearest.id WHERE e.group_id IS NOT NULL) AS member
     JOIN product p ON p.id = member.product_id WHERE member.distance <= ${1 - nearMin} AND ${conditions})`;
}

/**
 * Ids of the products under `conditions` (on `product p`) whose similarity to a place is `nearMin` or more, nearest first. A
 * filter that leaves few is measured whole, so that none of them is lost; one that leaves many goes through the vector
 * indexes.
 */
export async function findNear(
  conditions: Prisma.Sql,
  place: MeaningPlace,
  fewMax = exactMax,
): Promise<string[]> {
  const measured = (await isFew(conditions, fewMax))
    ? sql`SELECT p.id, e.v <=> ${place.vector}::vector AS distance FROM product p
        JOIN embedding e ON e.product_id = p.id AND e.model_version_id = ${place.modelVersionId}::uuid
        WHERE ${conditions} OFFSET 0`
    : byIndex(conditions, place);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (${measured}) AS near WHERE distance <= ${1 - nearMin} ORDER BY distance, id LIMIT ${nearMax}`;
  return rows.map((row) => row.id);
}

/** Ids of the products under `conditions` that are filed under one of these categories, newest first, at most `nearMax`. */
export async function findFiled(conditions: Prisma.Sql, categoryIds: string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id FROM product p WHERE ${conditions} AND p.current_category_id = ANY(${categoryIds}::uuid[])
    ORDER BY p.id DESC LIMIT ${nearMax}`;
  return rows.map((row) => row.id);
}

/** Where a product of a catalog stands by the embedder in use; null where it has no vector. */
export async function placeOf(catalogId: string, productId: string): Promise<MeaningPlace | null> {
  const rows = await db().$queryRaw<MeaningPlace[]>`
    SELECT e.v::text AS vector, e.model_version_id AS "modelVersionId" FROM product p
    JOIN active_model m ON m.catalog_id = p.catalog_id AND m.kind = 'embedder'
    JOIN embedding e ON e.product_id = p.id AND e.model_version_id = m.model_version_id
    WHERE p.id = ${productId}::uuid AND p.catalog_id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}
