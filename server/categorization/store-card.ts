import { type Db, db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';

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

/** The suggestion of the active model for each product; where it has none yet, the newest of another model. */
export async function readSuggestions(
  productIds: string[],
  client: Client = db(),
): Promise<Map<string, SuggestionRow>> {
  const rows = await client.$queryRaw<SuggestionRow[]>`
    SELECT DISTINCT ON (s.product_id) s.product_id AS "productId", s.model_version_id AS "modelVersionId",
      s.category_id AS "categoryId", s.p, s.p_given AS "pGiven", s.depth_ok AS "depthOk", s.top_k AS "topK", s.evidence
    FROM suggestion s JOIN product p ON p.id = s.product_id
    LEFT JOIN active_model a ON a.catalog_id = p.catalog_id AND a.kind = 'categorizer'
    WHERE s.product_id = ANY(${productIds}::uuid[])
    ORDER BY s.product_id, (s.model_version_id = a.model_version_id) DESC NULLS LAST, s.created_at DESC`;
  return new Map(rows.map((row) => [row.productId, row]));
}

export interface PlacementRow {
  productId: string;
  givenCategoryIds: string[];
  currentCategoryId: string | null;
  currentSource: string;
}

export async function readPlacements(
  productIds: string[],
  client: Client = db(),
): Promise<Map<string, PlacementRow>> {
  const rows = await client.$queryRaw<PlacementRow[]>`
    SELECT id AS "productId", given_category_ids::text[] AS "givenCategoryIds",
      current_category_id AS "currentCategoryId", current_source AS "currentSource"
    FROM product WHERE id = ANY(${productIds}::uuid[])`;
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
export async function placeProduct(
  tx: Tx,
  productId: string,
  categoryId: string | null,
  source: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE product SET current_category_id = ${categoryId}::uuid, current_source = ${source},
      revision = revision + 1, updated_at = now()
    WHERE id = ${productId}::uuid`;
}

/** A category of the taxonomy that the catalog uses; null for any other id. */
export async function readCatalogCategory(
  tx: Tx,
  catalogId: string,
  categoryId: string,
): Promise<CategoryRow | null> {
  const rows = await tx.$queryRaw<CategoryRow[]>`
    SELECT c.id AS "categoryId", c.parent_id AS "parentId", c.name, c.path_name AS "pathName", c.depth
    FROM category c JOIN catalog k ON k.taxonomy_version_id = c.taxonomy_version_id
    WHERE k.id = ${catalogId}::uuid AND c.id = ${categoryId}::uuid`;
  return rows[0] ?? null;
}
