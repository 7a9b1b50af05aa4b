import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { SoughtFilter } from '#server/review/schema-filter.ts';
import { isForMe, matches, mayWorkOn } from '#server/review/store-filter.ts';
import type { CategoryGroup } from './schema-grid.ts';

/** Items by proposed category. Only those with a proposal that may be shown: never blind ones, gold or second opinions. */
export const isProposable = Prisma.sql`NOT i.blind AND i.reason NOT IN ('gold', 'second-opinion', 'audit', 'disputed', 'rejected')`;

/** Items for which the model that opened them proposes a category. */
export const proposes = (categoryId: string): Prisma.Sql => Prisma.sql`${isProposable}
  AND EXISTS (SELECT 1 FROM suggestion s WHERE s.product_id = i.subject_id AND s.model_version_id = i.model_version_id
    AND s.category_id = ${categoryId}::uuid)`;

/** Products taken for a category's centre: enough for a steady mean, few enough for a click. */
const centreOf = 500;

/** Whose vectors a catalog's products have; null before one is promoted. */
export async function readActiveEmbedder(catalogId: string): Promise<string | null> {
  const row = await db().activeModel.findUnique({
    where: { catalogId_kind: { catalogId, kind: 'embedder' } },
  });
  return row?.modelVersionId ?? null;
}

/** Mean vector of a category's products, decided ones first; null where none has a vector. */
export async function readCentre(
  catalogId: string,
  categoryId: string,
  embedderId: string,
): Promise<string | null> {
  const [row] = await db().$queryRaw<{ centre: string | null }[]>`
    SELECT avg(v)::text AS centre FROM (
      SELECT e.v FROM product p JOIN embedding e ON e.product_id = p.id AND e.model_version_id = ${embedderId}::uuid
      WHERE p.catalog_id = ${catalogId}::uuid AND p.current_category_id = ${categoryId}::uuid AND p.survivor_id IS NULL
      ORDER BY (p.current_source = 'decision') DESC, p.id LIMIT ${centreOf}) AS near`;
  return row.centre;
}

/** Cosine distance of an item's product from a centre; one without a vector counts as odd. */
export const distanceFrom = (centre: string, embedderId: string): Prisma.Sql => Prisma.sql`coalesce((
  SELECT e.v <=> ${centre}::vector FROM embedding e
  WHERE e.product_id = i.subject_id AND e.model_version_id = ${embedderId}::uuid), 2)::float8`;

/** Proposed categories with free items, most first; what somebody holds, oneself in another window too, is not free. */
export async function countGroups(
  actor: Actor,
  catalogId: string,
  filter: SoughtFilter,
): Promise<CategoryGroup[]> {
  return db().$queryRaw<CategoryGroup[]>`
    SELECT c.id AS "categoryId", c.name, c.path_name AS "pathName", count(*)::int AS count
    FROM review_item i
    JOIN suggestion s ON s.product_id = i.subject_id AND s.model_version_id = i.model_version_id
    JOIN category c ON c.id = s.category_id
    WHERE i.queue = 'categories' AND i.catalog_id = ${catalogId}::uuid AND i.state IN ('open', 'leased')
      AND (i.leased_by IS NULL OR i.lease_until < now()) AND ${isProposable}
      AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)} AND ${isForMe(actor)} AND ${matches('categories', filter)}
    GROUP BY c.id ORDER BY count(*) DESC, c.path_name LIMIT 200`;
}

/** Exceptions of a grid page: back to the queue at once, first in line for a closer look. */
export async function returnExceptions(actor: Actor, itemIds: string[]): Promise<number> {
  return db().$executeRaw`
    UPDATE review_item SET state = 'open', leased_by = NULL, lease_until = NULL, priority = least(8 * greatest(priority, 1), 1000),
      priority_reason = 'marked as an exception in the grid', updated_at = now()
    WHERE id = ANY(${itemIds}::uuid[]) AND state = 'leased' AND leased_by = ${actor.id}`;
}
