import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Write } from '#server/db/write-together.ts';
import { secondShareOf } from '#server/review/store-policy.ts';

/** What the category card and the category decision read and write. */
type Client = Db | Tx;

export interface SuggestionRow {
  productId: string;
  modelVersionId: string;
  categoryId: string;
  p: number;
  pGiven: number | null;
  depthOk: number;
  topK: { categoryId: string; p: number }[];
  evidence: {
    words?: string[];
    modalities?: { name: string; categoryId: string; p: number }[];
    sentence?: string;
  };
}

/** Of a product's suggestions `s` the active model's `a`; where that has none yet, the newest of another. */
const bestFirst = Prisma.sql`(s.model_version_id = a.model_version_id) DESC NULLS LAST, s.created_at DESC`;

export interface PlacementRow {
  productId: string;
  givenCategoryIds: string[];
  currentCategoryId: string | null;
  currentSource: string;
  suggestion: SuggestionRow | null;
  /** Proposals that people have said are wrong, and nobody took back. */
  rejectedIds: string[];
  /** Every category that these name, and their parents. */
  categories: CategoryRow[] | null;
}

/**
 * Where products lie, what the machine proposes for them, and the names of all that: one trip for a hand of cards. Arrays,
 * because `IN (SELECT …)` reads the whole taxonomy (22 ms at 53,000 categories instead of .2).
 */
export async function readPlacements(productIds: string[]): Promise<Map<string, PlacementRow>> {
  const rows = await db().$queryRaw<PlacementRow[]>`
    SELECT p.id AS "productId", p.given_category_ids::text[] AS "givenCategoryIds",
      p.current_category_id AS "currentCategoryId", p.current_source AS "currentSource",
      CASE WHEN best.product_id IS NOT NULL THEN jsonb_build_object('productId', best.product_id,
        'modelVersionId', best.model_version_id, 'categoryId', best.category_id, 'p', best.p, 'pGiven', best.p_given,
        'depthOk', best.depth_ok, 'topK', best.top_k, 'evidence', best.evidence) END AS suggestion,
      named.categories, ARRAY(SELECT d.answer ->> 'rejectedId' FROM decision d WHERE d.subject_id = p.id AND d.kind = 'category'
        AND d.answer ->> 'kind' = 'reject' AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.supersedes = d.id)) AS "rejectedIds"
    FROM product p
    LEFT JOIN active_model a ON a.catalog_id = p.catalog_id AND a.kind = 'categorizer'
    LEFT JOIN LATERAL (
      SELECT s.* FROM suggestion s WHERE s.product_id = p.id ORDER BY ${bestFirst} LIMIT 1) AS best ON true
    CROSS JOIN LATERAL (
      WITH said AS MATERIALIZED (
        SELECT unnest(p.given_category_ids) AS id UNION SELECT p.current_category_id UNION SELECT best.category_id
        UNION SELECT (t->>'categoryId')::uuid FROM jsonb_array_elements(best.top_k) AS t
        UNION SELECT (m->>'categoryId')::uuid FROM jsonb_array_elements(best.evidence->'modalities') AS m)
      SELECT jsonb_agg(jsonb_build_object('categoryId', c.id, 'parentId', c.parent_id, 'name', c.name,
        'pathName', c.path_name, 'depth', c.depth)) AS categories
      FROM category c WHERE c.id = ANY(ARRAY(SELECT id FROM said)
        || ARRAY(SELECT k.parent_id FROM category k WHERE k.id = ANY(ARRAY(SELECT id FROM said))))) AS named
    WHERE p.id = ANY(${productIds}::uuid[])`;
  return new Map(rows.map((row) => [row.productId, row]));
}

export interface CategoryRow {
  categoryId: string;
  parentId: string | null;
  name: string;
  pathName: string;
  depth: number;
}

/** The named categories and their parents. One set of ids: an OR of the two reads the whole taxonomy (4 ms at 10,000). */
export async function readCategoriesWithParents(
  categoryIds: string[],
  client: Client = db(),
): Promise<Map<string, CategoryRow>> {
  const rows = await client.$queryRaw<CategoryRow[]>`
    SELECT id AS "categoryId", parent_id AS "parentId", name, path_name AS "pathName", depth FROM category
    WHERE id IN (
      SELECT unnest(${categoryIds}::uuid[])
      UNION SELECT parent_id FROM category WHERE id = ANY(${categoryIds}::uuid[]))`;
  return new Map(rows.map((row) => [row.categoryId, row]));
}

export interface ProductPlace {
  productId: string;
  catalogId: string;
  revision: number;
  currentCategoryId: string | null;
  currentSource: string;
}

/** Locks a product for a decision; null when it is gone, delisted or merged into another. */
export async function lockProduct(tx: Tx, productId: string): Promise<ProductPlace | null> {
  const rows = await tx.$queryRaw<ProductPlace[]>`
    SELECT id AS "productId", catalog_id AS "catalogId", revision, current_category_id AS "currentCategoryId",
      current_source AS "currentSource"
    FROM product WHERE id = ${productId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL FOR UPDATE`;
  return rows[0] ?? null;
}

/** Puts a product into a category; its revision grows, so that older answers are recognised. */
export function placeProduct(productId: string, categoryId: string | null, source: string): Write {
  return Prisma.sql`
    UPDATE product SET current_category_id = ${categoryId}::uuid, current_source = ${source},
      revision = revision + 1, updated_at = now()
    WHERE id = ${productId}::uuid`;
}

/** What an answer is about: the product, locked, and the category that it names. */
export interface AnsweredRow extends ProductPlace {
  /** False for a product that is delisted or merged into another. */
  isThere: boolean;
  /** Of the taxonomy that the catalog uses; null for any other id, and where none is named. */
  depth: number | null;
  /** What the machine proposed, best first. */
  topK: SuggestionRow['topK'] | null;
  /** Part of the decisions that another person judges again. */
  secondShare: number;
}

/** Locks the product of an answer and reads everything that deciding on it takes, in one trip. Null: no such product. */
export async function readAnswered(
  tx: Tx,
  productId: string,
  categoryId: string | null,
): Promise<AnsweredRow | null> {
  const rows = await tx.$queryRaw<AnsweredRow[]>`
    SELECT p.id AS "productId", p.catalog_id AS "catalogId", p.revision, p.current_category_id AS "currentCategoryId",
      p.current_source AS "currentSource", (p.survivor_id IS NULL AND p.delisted_at IS NULL) AS "isThere",
      (SELECT c.depth FROM category c JOIN catalog k ON k.taxonomy_version_id = c.taxonomy_version_id
       WHERE k.id = p.catalog_id AND c.id = ${categoryId}::uuid) AS depth,
      (SELECT s.top_k FROM suggestion s
       LEFT JOIN active_model a ON a.catalog_id = p.catalog_id AND a.kind = 'categorizer'
       WHERE s.product_id = p.id ORDER BY ${bestFirst} LIMIT 1) AS "topK",
      ${secondShareOf(Prisma.sql`p.catalog_id`)} AS "secondShare"
    FROM product p WHERE p.id = ${productId}::uuid FOR UPDATE OF p`;
  return rows[0] ?? null;
}
