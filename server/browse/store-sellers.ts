/** Sellers and their trees. Figures and votes are counted by the database, a seller or a page at a time. */

import type { MappingState, ReviewMapping } from '#server/catalog/schema-mapping.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { MappingFilter, SellerFigures } from './schema-sellers.ts';
import { isDoubtedBy } from './store-filter.ts';

const { sql, empty } = Prisma;

/** Every seller of a catalog with its figures: one pass over the listed products. */
export async function readSellerFigures(
  catalogId: string,
  modelVersionId: string | null,
  suspicionMin: number,
): Promise<SellerFigures[]> {
  return db().$queryRaw`
    WITH counted AS (
      SELECT p.seller_id, count(*)::int AS products,
        count(*) FILTER (WHERE given)::int AS given,
        count(*) FILTER (WHERE given AND p.current_source = 'decision' AND NOT (p.current_category_id = ANY(p.given_category_ids)))::int AS corrected,
        count(*) FILTER (WHERE given AND coalesce(${isDoubtedBy(suspicionMin)}, false))::int AS doubted,
        count(*) FILTER (WHERE p.current_source = 'decision')::int AS decided,
        count(*) FILTER (WHERE p.current_category_id IS NULL)::int AS "withoutCategory",
        count(*) FILTER (WHERE pictures.product_id IS NULL)::int AS "withoutPicture",
        count(*) FILTER (WHERE p.gtin IS NULL)::int AS "withoutGtin"
      FROM product p
        CROSS JOIN LATERAL (SELECT p.given_from = 'seller' AND p.given_category_ids <> '{}' AS given) g
        LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = ${modelVersionId}::uuid
        LEFT JOIN (SELECT DISTINCT product_id FROM image WHERE state = 'done') pictures ON pictures.product_id = p.id
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL GROUP BY 1),
    trees AS (
      SELECT c.seller_id, count(*)::int AS categories, count(*) FILTER (WHERE c.state IN ('mapped', 'exact', 'out-of-scope'))::int AS mapped
      FROM seller_category c JOIN seller s ON s.id = c.seller_id WHERE s.catalog_id = ${catalogId}::uuid GROUP BY 1)
    SELECT s.id AS "sellerId", s.name, coalesce(n.products, 0) AS products, coalesce(n.given, 0) AS given,
      coalesce(n.corrected, 0) AS corrected, coalesce(n.doubted, 0) AS doubted, coalesce(n.decided, 0) AS decided,
      coalesce(n."withoutCategory", 0) AS "withoutCategory", coalesce(n."withoutPicture", 0) AS "withoutPicture",
      coalesce(n."withoutGtin", 0) AS "withoutGtin", coalesce(t.categories, 0) AS categories, coalesce(t.mapped, 0) AS mapped
    FROM seller s LEFT JOIN counted n ON n.seller_id = s.id LEFT JOIN trees t ON t.seller_id = s.id
    WHERE s.catalog_id = ${catalogId}::uuid ORDER BY products DESC, s.name, s.id LIMIT 2000`;
}

/** A seller of the catalog, with the depth of the catalog's taxonomy. */
export async function findSeller(
  catalogId: string,
  sellerId: string,
): Promise<{ sellerId: string; name: string; levels: number } | null> {
  const rows = await db().$queryRaw<{ sellerId: string; name: string; levels: number }[]>`
    SELECT s.id AS "sellerId", s.name, coalesce(v.levels, 1) AS levels FROM seller s JOIN catalog k ON k.id = s.catalog_id
    LEFT JOIN taxonomy_version v ON v.id = k.taxonomy_version_id
    WHERE s.id = ${sellerId}::uuid AND k.id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}

export interface TreeRow {
  sellerCategoryId: string;
  path: string;
  state: MappingState;
  categoryId: string | null;
  pathName: string | null;
  products: number;
  placed: number;
  reviewId: string | null;
  answer: ReviewMapping['answer'] | null;
  by: string | null;
  at: Date | null;
}

function stateCondition(state: MappingFilter['state']): Prisma.Sql {
  if (state === 'open') return sql`AND c.state = 'new'`;
  if (state === 'mapped') return sql`AND c.state IN ('mapped', 'exact')`;
  return state === 'out-of-scope' ? sql`AND c.state = 'out-of-scope'` : empty;
}

/** A page of a seller's categories, the fullest first; products are counted by the index on the seller's category. */
export async function findSellerCategories(
  sellerId: string,
  filter: MappingFilter,
  limit: number,
): Promise<TreeRow[]> {
  const [products = '0', id = ''] = filter.after?.split('_') ?? [];
  const after = filter.after
    ? sql`WHERE (n.products, n.id) < (${Number(products)}::int, ${id}::uuid)`
    : empty;
  return db().$queryRaw`
    WITH n AS (
      SELECT c.id, c.path, c.state, c.category_id, count(p.id)::int AS products,
        count(p.id) FILTER (WHERE p.given_from = 'mapping')::int AS placed
      FROM seller_category c LEFT JOIN product p ON p.seller_category_id = c.id AND p.survivor_id IS NULL AND p.delisted_at IS NULL
      WHERE c.seller_id = ${sellerId}::uuid ${stateCondition(filter.state)}
        ${filter.q ? sql`AND strpos(lower(c.path), lower(${filter.q})) > 0` : empty}
      GROUP BY c.id)
    SELECT n.id AS "sellerCategoryId", n.path, n.state, n.category_id AS "categoryId", t.path_name AS "pathName", n.products, n.placed,
      r.id AS "reviewId", r.answer, coalesce(u.name, r.actor_id) AS by, r.created_at AS at
    FROM n LEFT JOIN category t ON t.id = n.category_id
      LEFT JOIN LATERAL (SELECT id, answer, actor_id, created_at FROM seller_category_review
        WHERE seller_category_id = n.id AND undone_at IS NULL ORDER BY id DESC LIMIT 1) r ON true
      LEFT JOIN "user" u ON u.id = r.actor_id
    ${after} ORDER BY n.products DESC, n.id DESC LIMIT ${limit}`;
}

export interface VoteRow {
  sellerCategoryId: string;
  voters: number;
  categoryId: string;
  pathName: string;
  depth: number;
  votes: number;
}

/**
 * Votes of the products of some seller categories, lifted to every level down to `level`. A product votes for its decided,
 * accepted or merged category, else for the active model's suggestion: never for what the seller's own row says, so the
 * proposal is an independent one even where the seller uses the target taxonomy already.
 */
export async function countVotes(
  sellerCategoryIds: string[],
  scope: { taxonomyVersionId: string | null; modelVersionId: string | null },
  level: number,
): Promise<VoteRow[]> {
  return db().$queryRaw`
    WITH voted AS MATERIALIZED (
      SELECT p.seller_category_id AS sc, coalesce(CASE WHEN p.current_source <> 'given' THEN p.current_category_id END, x.category_id) AS cat,
        count(*)::int AS n
      FROM product p LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = ${scope.modelVersionId}::uuid
      WHERE p.seller_category_id = ANY(${sellerCategoryIds}::uuid[]) AND p.survivor_id IS NULL AND p.delisted_at IS NULL
      GROUP BY 1, 2),
    placed AS MATERIALIZED (
      SELECT v.sc, v.n, c.path, c.depth FROM voted v JOIN category c ON c.id = v.cat
      WHERE c.taxonomy_version_id = ${scope.taxonomyVersionId}::uuid),
    voters AS (SELECT sc, sum(n)::int AS n FROM placed GROUP BY 1),
    lifted AS (
      SELECT sc, split_part(path, '/', d) AS code, sum(n)::int AS votes FROM placed
      CROSS JOIN LATERAL generate_series(1, least(depth, ${level}::int)) AS d GROUP BY 1, 2)
    SELECT l.sc AS "sellerCategoryId", o.n AS voters, a.id AS "categoryId", a.path_name AS "pathName", a.depth, l.votes
    FROM lifted l JOIN voters o ON o.sc = l.sc
      JOIN category a ON a.taxonomy_version_id = ${scope.taxonomyVersionId}::uuid AND a.code = l.code
    ORDER BY l.sc, l.votes DESC, a.depth DESC, a.path`;
}
