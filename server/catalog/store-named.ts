/** Categories by their names in any language. */
import { db } from '#server/db/client.ts';

export interface NameRow {
  categoryId: string;
  locale: string;
  name: string;
  path: string;
}

/** Names looked at: a word that more names have names nothing in particular. */
const namesMax = 500;

/** Names and synonyms of a catalog's taxonomy that have these letters, in any language. `letters`: without accents, lower case, no sign. */
export async function findNames(catalogId: string, letters: string): Promise<NameRow[]> {
  return db().$queryRaw<NameRow[]>`
    SELECT n.category_id AS "categoryId", n.locale, told.name, c.path
    FROM catalog k JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
      JOIN category_name n ON n.category_id = c.id
      CROSS JOIN LATERAL unnest(array_prepend(n.name, n.synonyms)) AS told(name)
    WHERE k.id = ${catalogId}::uuid AND n.search_text LIKE ${`%${letters}%`}
    ORDER BY c.path, n.locale LIMIT ${namesMax}`;
}

/** The categories of these branches, themselves among them. */
export async function findBranches(catalogId: string, paths: string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c.id FROM catalog k JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
      JOIN unnest(${paths}::text[]) AS top(path) ON starts_with(c.path, top.path)
    WHERE k.id = ${catalogId}::uuid`;
  return rows.map((row) => row.id);
}
