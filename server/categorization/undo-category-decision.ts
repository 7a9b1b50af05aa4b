import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { writeTogether } from '#server/db/write-together.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { excludeLabelsOf } from '#server/labels/record-label.ts';
import type { UndoInput, UndoOutcome } from '#server/review/schema.ts';
import { askBecause } from '#server/review/store.ts';
import type { DecisionRow } from '#server/review/store-decisions.ts';
import { UndoOvertaken, undoDecision } from '#server/review/undo-decision.ts';
import { type CategoryEffect, productRevision } from './decide-category.ts';
import { lockProduct, placeProduct } from './store-card.ts';

async function reverse(tx: Tx, decision: DecisionRow): Promise<boolean> {
  const effect = decision.effect as CategoryEffect;
  await excludeLabelsOf(tx, decision.id);
  if (effect.askedBefore && decision.itemId) await askBecause(tx, decision.itemId, effect.askedBefore);
  if (effect.keptApart) return true;
  // The person's stage waits again, and what reads the category (blocking) looks once more.
  const units = { catalogId: decision.catalogId, unitIds: [decision.subjectId] };
  await wakeUnits(tx, { ...units, stage: 'review-category' });
  if (!effect.before || !effect.after) return true;
  const product = await lockProduct(tx, decision.subjectId);
  const isOurs =
    product?.currentSource === 'decision' && product.currentCategoryId === effect.after.categoryId;
  if (!product || !isOurs) return false;
  await writeTogether(tx, [placeProduct(product.productId, effect.before.categoryId, effect.before.source)]);
  await wakeUnits(tx, { ...units, stage: 'block' });
  return true;
}

/** Takes back one's own category answer or skip; the card is leased to the person again, or `toQueue` open for everybody. */
export async function undoCategoryDecision(
  actor: Actor,
  input: UndoInput,
  toQueue = false,
): Promise<UndoOutcome> {
  try {
    return await inTransaction((tx) =>
      undoDecision(tx, actor, input, { currentRevision: productRevision, reverse, toQueue }),
    );
  } catch (error) {
    if (error instanceof UndoOvertaken) return { ok: false, reason: 'overtaken' };
    throw error;
  }
}
