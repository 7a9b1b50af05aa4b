/** Figures of a catalog's taxonomy, counted by the database in one pass over its nodes. */
import { db } from '#server/db/client.ts';
import type { TaxonomyFigures, TaxonomyLevel } from './schema-taxonomy.ts';

interface Version {
  id: string;
  name: string;
  label: string;
  format: string;
  createdAt: Date;
}

/** The version that a catalog uses. */
export async function findVersionOf(catalogId: string): Promise<Version | null> {
  const rows = await db().$queryRaw<Version[]>`
    SELECT v.id, t.name, v.label, v.format, v.created_at AS "createdAt" FROM catalog k
    JOIN taxonomy_version v ON v.id = k.taxonomy_version_id JOIN taxonomy t ON t.id = v.taxonomy_id
    WHERE k.id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}

/** Nodes and products by level. A product makes every category above its own a used one: paths are split into codes. */
export async function countLevels(catalogId: string, taxonomyVersionId: string): Promise<TaxonomyLevel[]> {
  return db().$queryRaw`
    WITH placed AS MATERIALIZED (
      SELECT p.current_category_id AS id, count(*)::int AS n FROM product p
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL GROUP BY 1),
    used AS MATERIALIZED (
      SELECT DISTINCT step.code FROM placed JOIN category c ON c.id = placed.id AND c.taxonomy_version_id = ${taxonomyVersionId}::uuid
      CROSS JOIN LATERAL unnest(string_to_array(rtrim(c.path, '/'), '/')) AS step (code))
    SELECT c.depth, count(*)::int AS categories, count(*) FILTER (WHERE c.is_leaf)::int AS leaves,
      count(used.code)::int AS used, coalesce(sum(placed.n), 0)::int AS products
    FROM category c LEFT JOIN used ON used.code = c.code LEFT JOIN placed ON placed.id = c.id
    WHERE c.taxonomy_version_id = ${taxonomyVersionId}::uuid GROUP BY c.depth ORDER BY c.depth`;
}

/** Languages with the number of names, the fullest first. */
export async function countLocales(taxonomyVersionId: string): Promise<TaxonomyFigures['locales']> {
  return db().$queryRaw`
    SELECT n.locale, count(*)::int AS named FROM category c JOIN category_name n ON n.category_id = c.id
    WHERE c.taxonomy_version_id = ${taxonomyVersionId}::uuid GROUP BY 1 ORDER BY 2 DESC, 1`;
}
