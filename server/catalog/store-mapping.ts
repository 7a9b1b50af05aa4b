/** Reviewed mappings of sellers' categories, and the products that stand where a mapping put them. */
import type { Actor } from '#server/auth/actor.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { MappingState, ReviewMapping } from './schema-mapping.ts';

export interface MappingRow {
  id: string;
  state: MappingState;
  categoryId: string | null;
}

/** Locks a seller's category of this catalog; null where there is none. */
export async function lockMapping(
  tx: Tx,
  catalogId: string,
  sellerCategoryId: string,
): Promise<MappingRow | null> {
  const rows = await tx.$queryRaw<MappingRow[]>`
    SELECT c.id, c.state, c.category_id AS "categoryId" FROM seller_category c JOIN seller s ON s.id = c.seller_id
    WHERE c.id = ${sellerCategoryId}::uuid AND s.catalog_id = ${catalogId}::uuid FOR UPDATE OF c`;
  return rows[0] ?? null;
}

/** Whether a category is of the catalog's own taxonomy version. */
export async function isCatalogCategory(tx: Tx, catalogId: string, categoryId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ one: number }[]>`
    SELECT 1 AS one FROM category c JOIN catalog k ON k.taxonomy_version_id = c.taxonomy_version_id
    WHERE c.id = ${categoryId}::uuid AND k.id = ${catalogId}::uuid`;
  return rows.length > 0;
}

export async function writeMapping(
  tx: Tx,
  actor: Actor,
  mapping: { id: string; state: MappingState; categoryId: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE seller_category SET state = ${mapping.state}, category_id = ${mapping.categoryId}::uuid, decided_by = ${actor.id}
    WHERE id = ${mapping.id}::uuid`;
}

export async function insertReview(
  tx: Tx,
  actor: Actor,
  review: ReviewMapping & { id: string; before: MappingRow },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO seller_category_review (id, catalog_id, seller_category_id, actor_kind, actor_id, answer, category_id, state_before,
      category_before, proposed_id, votes, voters)
    VALUES (${review.id}::uuid, ${review.catalogId}::uuid, ${review.sellerCategoryId}::uuid, ${actor.kind}, ${actor.id}, ${review.answer},
      ${review.categoryId ?? null}::uuid, ${review.before.state}, ${review.before.categoryId}::uuid, ${review.proposedId ?? null}::uuid,
      ${review.votes}, ${review.voters})`;
}

/**
 * Puts the products of a seller's category where its mapping says: those without a category of the seller's row, and
 * those that an earlier mapping had put somewhere. A decided category is never touched. Returns how many changed.
 */
export async function placeByMapping(
  tx: Tx,
  sellerCategoryId: string,
  categoryId: string | null,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE product p SET given_category_ids = CASE WHEN ${categoryId}::uuid IS NULL THEN '{}'::uuid[] ELSE ARRAY[${categoryId}::uuid] END,
      given_from = CASE WHEN ${categoryId}::uuid IS NULL THEN 'seller' ELSE 'mapping' END,
      current_category_id = CASE WHEN p.current_source = 'given' THEN ${categoryId}::uuid ELSE p.current_category_id END,
      revision = p.revision + 1, updated_at = now()
    WHERE p.seller_category_id = ${sellerCategoryId}::uuid
      AND (p.given_from = 'mapping' OR (p.given_category_ids = '{}' AND ${categoryId}::uuid IS NOT NULL))`;
}

/** Products whose suggestion must be looked at again, for `wakeUnitsOf`. */
export const productsOfMapping = (sellerCategoryId: string): Prisma.Sql =>
  Prisma.sql`SELECT id::text FROM product WHERE seller_category_id = ${sellerCategoryId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL`;

export interface ReviewRow {
  id: string;
  sellerCategoryId: string;
  stateBefore: MappingState;
  categoryBefore: string | null;
  isLast: boolean;
  undoneAt: Date | null;
}

/** Locks a review of this catalog, and says whether a later one of the same category still stands. */
export async function lockReview(tx: Tx, catalogId: string, reviewId: string): Promise<ReviewRow | null> {
  const rows = await tx.$queryRaw<ReviewRow[]>`
    SELECT r.id, r.seller_category_id AS "sellerCategoryId", r.state_before AS "stateBefore", r.category_before AS "categoryBefore",
      r.undone_at AS "undoneAt", NOT EXISTS (SELECT 1 FROM seller_category_review later
        WHERE later.seller_category_id = r.seller_category_id AND later.id > r.id AND later.undone_at IS NULL) AS "isLast"
    FROM seller_category_review r WHERE r.id = ${reviewId}::uuid AND r.catalog_id = ${catalogId}::uuid FOR UPDATE OF r`;
  return rows[0] ?? null;
}

export async function markUndone(tx: Tx, actor: Actor, reviewId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE seller_category_review SET undone_at = now(), undone_by = ${actor.id} WHERE id = ${reviewId}::uuid AND undone_at IS NULL`;
}
