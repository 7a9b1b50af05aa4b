import type { Actor } from '#server/auth/actor.ts';
import { previewUndo } from '#server/review/preview-undo.ts';
import type { UndoPreview } from '#server/review/schema-history.ts';
import type { CategoryEffect } from './decide-category.ts';
import { lockProduct, readCategoriesWithParents } from './store-card.ts';

/** What taking back a category answer would change. */
export function previewCategoryUndo(actor: Actor, targetKey: string): Promise<UndoPreview> {
  return previewUndo(actor, targetKey, async (tx, decision) => {
    const { before, after, labelId } = decision.effect as CategoryEffect;
    const label = labelId ? [{ what: 'label', now: 'trained on', after: 'set aside' }] : [];
    if (!before || !after) return [{ what: 'item', now: 'answered', after: 'yours again' }, ...label];
    const product = await lockProduct(tx, decision.subjectId);
    if (product?.currentSource !== 'decision' || product.currentCategoryId !== after.categoryId) return null;
    const ids = [before.categoryId, after.categoryId].filter((id): id is string => id !== null);
    const names = await readCategoriesWithParents(ids, tx);
    return [
      {
        what: 'category',
        now: names.get(after.categoryId)?.pathName ?? null,
        after: before.categoryId ? (names.get(before.categoryId)?.pathName ?? null) : 'none',
      },
      ...label,
      { what: 'item', now: 'decided', after: 'yours again' },
    ];
  });
}
