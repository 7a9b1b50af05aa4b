/** Products near a place among the vectors, under any filter. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { MeaningPlace } from '#server/representation/schema-meaning.ts';
import { nearMin } from '#server/representation/schema-meaning.ts';

const { sql } = Prisma;

/** Nearest products that a search holds: more than anybody reads, few enough to be one parameter of every count. */
export const nearMax = 500;
/** Up to here every product of a filter is measured (20,000 distances: 30 ms); above, the index walks from near to far. */
const exactMax = 20_000;

/** Whether a filter leaves so few products that measuring all of them is quick. */
async function isFew(conditions: Prisma.Sql): Promise<boolean> {
  const rows = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM product p WHERE ${conditions} LIMIT ${exactMax + 1}) AS few`;
  return rows[0].n <= exactMax;
}

/**
 * Ids of the products under `conditions` (on `product p`) whose similarity to a place is `nearMin` or more, nearest first. A
 * filter that leaves few is measured whole, so that none of them is lost; one that leaves many goes through the vector
 * index, which goes on until it has enough that meet the filter (iterative scan, see db/client.ts).
 */
export async function findNear(conditions: Prisma.Sql, place: MeaningPlace): Promise<string[]> {
  const distance = sql`e.v <=> ${place.vector}::vector`;
  const model = sql`e.model_version_id = ${place.modelVersionId}::uuid`;
  const measured = (await isFew(conditions))
    ? sql`SELECT p.id, ${distance} AS distance FROM product p JOIN embedding e ON e.product_id = p.id AND ${model}
        WHERE ${conditions} OFFSET 0`
    : sql`SELECT p.id, ${distance} AS distance FROM embedding e JOIN product p ON p.id = e.product_id
        WHERE ${model} AND e.representative AND ${conditions} ORDER BY ${distance} LIMIT ${nearMax}`;
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
