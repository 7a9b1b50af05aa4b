/** The catalog's taxonomy as a model from elsewhere names it. */
import { db } from '#server/db/client.ts';

/** Ids from the root of each leaf, by its code; codes that are no leaf are left out. */
export async function readPathsByCode(
  catalogId: string,
  classes: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db().$queryRaw<{ code: string; path: string[] }[]>`
    SELECT leaf.code, array_agg(above.id::text ORDER BY above.depth) AS path
    FROM catalog k JOIN category leaf ON leaf.taxonomy_version_id = k.taxonomy_version_id
      JOIN category above ON above.taxonomy_version_id = k.taxonomy_version_id AND starts_with(leaf.path, above.path)
    WHERE k.id = ${catalogId}::uuid AND leaf.is_leaf AND leaf.code = ANY(${[...classes]}::text[])
    GROUP BY leaf.id`;
  return new Map(rows.map((row) => [row.code, row.path]));
}
