import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnitsOf } from '#server/jobs/stage-event.ts';
import type { MappingState, ReviewMapping, UndoMapping } from './schema-mapping.ts';
import * as store from './store-mapping.ts';

export type ReviewMappingOutcome =
  | { ok: true; reviewId: string; products: number }
  | { ok: false; reason: 'not-found' | 'unknown-category' };
export type UndoMappingOutcome =
  | { ok: true; products: number }
  | { ok: false; reason: 'not-found' | 'undone-already' | 'overtaken' };

const stateOf: Readonly<Record<ReviewMapping['answer'], MappingState>> = {
  accept: 'mapped',
  change: 'mapped',
  'out-of-scope': 'out-of-scope',
  forget: 'new',
};

/** Writes the mapping and what follows from it: the products that it places, and their suggestions anew. */
async function apply(
  tx: Tx,
  actor: Actor,
  catalogId: string,
  mapping: { id: string; state: MappingState; categoryId: string | null },
): Promise<number> {
  await store.writeMapping(tx, actor, mapping);
  const products = await store.placeByMapping(tx, mapping.id, mapping.categoryId);
  if (products > 0)
    await wakeUnitsOf(tx, { catalogId, stage: 'suggest', select: store.productsOfMapping(mapping.id) });
  return products;
}

/**
 * A person says what a seller's own category is in the target taxonomy. Products of it without a category of their own
 * row are placed there (their seller's path stays); later imports of that path do the same.
 */
export async function reviewMapping(actor: Actor, input: ReviewMapping): Promise<ReviewMappingOutcome> {
  const { catalogId, sellerCategoryId, answer } = input;
  const categoryId = input.categoryId ?? null;
  return inTransaction(
    async (tx): Promise<ReviewMappingOutcome> => {
      const before = await store.lockMapping(tx, catalogId, sellerCategoryId);
      if (!before) return { ok: false, reason: 'not-found' };
      if (categoryId && !(await store.isCatalogCategory(tx, catalogId, categoryId)))
        return { ok: false, reason: 'unknown-category' };
      const reviewId = newId();
      await store.insertReview(tx, actor, { ...input, id: reviewId, before });
      const products = await apply(tx, actor, catalogId, {
        ...{ id: sellerCategoryId, state: stateOf[answer], categoryId },
      });
      await recordAudit(tx, actor, {
        event: 'seller-category.reviewed',
        catalogId,
        subject: sellerCategoryId,
        detail: { answer, categoryId, reviewId, products },
      });
      return { ok: true, reviewId, products };
    },
    { timeoutMs: 120_000 },
  );
}

/** Takes a review back: the mapping and the products it placed stand as before. Only the last one standing can be. */
export async function undoMapping(actor: Actor, input: UndoMapping): Promise<UndoMappingOutcome> {
  const { catalogId, reviewId } = input;
  return inTransaction(
    async (tx): Promise<UndoMappingOutcome> => {
      const review = await store.lockReview(tx, catalogId, reviewId);
      if (!review) return { ok: false, reason: 'not-found' };
      if (review.undoneAt) return { ok: false, reason: 'undone-already' };
      if (!review.isLast) return { ok: false, reason: 'overtaken' };
      await store.lockMapping(tx, catalogId, review.sellerCategoryId);
      await store.markUndone(tx, actor, reviewId);
      const products = await apply(tx, actor, catalogId, {
        ...{ id: review.sellerCategoryId, state: review.stateBefore, categoryId: review.categoryBefore },
      });
      await recordAudit(tx, actor, {
        event: 'seller-category.review-undone',
        catalogId,
        subject: review.sellerCategoryId,
        detail: { reviewId, products },
      });
      return { ok: true, products };
    },
    { timeoutMs: 120_000 },
  );
}
