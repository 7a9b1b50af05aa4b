import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import type { NamedCategory } from './name-index.ts';

/** The taxonomy version of a catalog that this person may see; null otherwise. */
export async function findTaxonomyVersion(actor: Actor, catalogId: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ versionId: string | null }[]>`
    SELECT k.taxonomy_version_id AS "versionId" FROM catalog k
    WHERE k.id = ${catalogId}::uuid AND (${actor.role} = 'admin' OR EXISTS (
      SELECT 1 FROM catalog_access a WHERE a.catalog_id = k.id AND a.user_id = ${actor.id}))`;
  return rows[0]?.versionId ?? null;
}

/** Every name of a version in every locale, and synonyms as names: read once a process, a version never changes. */
export async function readAllNames(taxonomyVersionId: string): Promise<NamedCategory[]> {
  return db().$queryRaw<NamedCategory[]>`
    SELECT c.id AS "categoryId", c.name, c.path_name AS "pathName", c.is_leaf AS "isLeaf", c.depth,
      n.local_name AS "localName", n.path_name AS "localPath"
    FROM category c
    JOIN (
      SELECT category_id, path_name, unnest(array_prepend(name, synonyms)) AS local_name FROM category_name
    ) AS n ON n.category_id = c.id
    WHERE c.taxonomy_version_id = ${taxonomyVersionId}::uuid
    ORDER BY c.path, n.local_name`;
}
