/** Counts beside the product list: facets and category tree, each one statement over the filtered rows. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { AlikeProducts } from './rules-facets.ts';
import type { ProductFilter } from './schema-products.ts';
import {
  type FilterScope,
  facetBase,
  filterConditions,
  hasSuggested,
  isDoubtedBy,
  sourceOf,
  statusOf,
} from './store-filter.ts';

const { sql } = Prisma;

/**
 * Products under a filter's words and category, counted by all facets together: a few hundred rows at 240,000 products,
 * of which every facet's counts are sums. Memory for the joins, so that they do not go to disk (1.2 s, .45 with it).
 */
export function countAlike(filter: ProductFilter, scope: FilterScope): Promise<AlikeProducts[]> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
    return tx.$queryRaw<AlikeProducts[]>`
      SELECT seller, locale, status, source, doubt, duplicates, attributes, count(*)::int AS products FROM (
        SELECT p.seller_id AS seller, coalesce(p.locale, 'none') AS locale, ${statusOf} AS status, ${sourceOf} AS source,
          CASE WHEN x.product_id IS NULL THEN 'unscored' WHEN ${isDoubtedBy(scope.suspicionMin)} THEN 'doubted' ELSE 'fine' END AS doubt,
          CASE WHEN p.survivor_id IS NOT NULL THEN 'merged' WHEN g.survivor_id IS NOT NULL THEN 'record'
            WHEN k.state = 'proposed' THEN 'proposed' ELSE 'none' END AS duplicates,
          CASE WHEN a.product_id IS NULL THEN 'none' ELSE 'suggested' END AS attributes
        FROM product p
          LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = ${scope.modelVersionId}::uuid
          LEFT JOIN cluster_member m ON m.product_id = p.id LEFT JOIN cluster k ON k.id = m.cluster_id
          LEFT JOIN (SELECT DISTINCT survivor_id FROM merge WHERE catalog_id = ${scope.catalogId}::uuid AND undone_by IS NULL) g
            ON g.survivor_id = p.id
          LEFT JOIN attribute_suggestion a ON ${hasSuggested(scope.catalogId)}
        WHERE ${facetBase(filter, scope)}) AS rows
      GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  });
}

export async function readSellerNames(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM seller WHERE id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface CountedNode {
  categoryId: string;
  name: string;
  depth: number;
  isLeaf: boolean;
  products: number;
  childCount: number;
}

/**
 * Children of a category (null: the roots) with the products in and below each. Products are counted once per category
 * by an index, then rolled up by the code that a path has at the children's depth: 50,000 nodes cost one hash join.
 * The fullest come first, `limit` of them; `childCount` is how many there are.
 */
export async function countChildren(
  filter: ProductFilter,
  scope: FilterScope,
  parent: { id: string; path: string; depth: number } | null,
  limit: number,
): Promise<CountedNode[]> {
  const depth = (parent?.depth ?? 0) + 1;
  return db().$queryRaw`
    WITH counted AS MATERIALIZED (
      SELECT p.current_category_id AS id, count(*)::int AS n FROM product p
      WHERE ${filterConditions(filter, scope, 'category')} AND p.current_category_id IS NOT NULL GROUP BY 1),
    rolled AS MATERIALIZED (
      SELECT split_part(c.path, '/', ${depth}::int) AS code, sum(n)::int AS n FROM counted JOIN category c ON c.id = counted.id
      WHERE c.taxonomy_version_id = ${scope.taxonomyVersionId}::uuid AND starts_with(c.path, ${parent?.path ?? ''}) GROUP BY 1)
    SELECT c.id AS "categoryId", c.name, c.depth, c.is_leaf AS "isLeaf", coalesce(r.n, 0) AS products,
      count(*) OVER ()::int AS "childCount"
    FROM category c LEFT JOIN rolled r ON r.code = c.code
    WHERE c.taxonomy_version_id = ${scope.taxonomyVersionId}::uuid
      AND ${parent ? sql`c.parent_id = ${parent.id}::uuid` : sql`c.parent_id IS NULL`}
    ORDER BY 5 DESC, c.name, c.id LIMIT ${limit}`;
}

/** Products without a category, and those in a category of another version than the catalog's own. */
export async function countOutsideTree(
  filter: ProductFilter,
  scope: FilterScope,
): Promise<{ withoutCategory: number; inOlderVersion: number }> {
  const [row] = await db().$queryRaw<{ withoutCategory: number; inOlderVersion: number }[]>`
    WITH counted AS MATERIALIZED (
      SELECT p.current_category_id AS id, count(*)::int AS n FROM product p
      WHERE ${filterConditions(filter, scope, 'category')} GROUP BY 1)
    SELECT coalesce(sum(n) FILTER (WHERE counted.id IS NULL), 0)::int AS "withoutCategory",
      coalesce(sum(n) FILTER (WHERE counted.id IS NOT NULL AND c.taxonomy_version_id IS DISTINCT FROM ${scope.taxonomyVersionId}::uuid), 0)::int AS "inOlderVersion"
    FROM counted LEFT JOIN category c ON c.id = counted.id`;
  return row;
}

/** A category of the catalog's own version with the ids from the root to it; null where there is none. */
export async function readTrail(
  taxonomyVersionId: string,
  categoryId: string,
): Promise<{ id: string; path: string; depth: number; name: string }[] | null> {
  const rows = await db().$queryRaw<{ id: string; path: string; depth: number; name: string }[]>`
    SELECT a.id, a.path, a.depth, a.name FROM category c
    JOIN category a ON a.taxonomy_version_id = c.taxonomy_version_id AND a.code = ANY(string_to_array(rtrim(c.path, '/'), '/'))
    WHERE c.id = ${categoryId}::uuid AND c.taxonomy_version_id = ${taxonomyVersionId}::uuid ORDER BY a.depth`;
  return rows.length > 0 ? rows : null;
}
