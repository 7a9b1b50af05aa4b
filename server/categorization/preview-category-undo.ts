import type { Actor } from '#server/auth/actor.ts';
import { previewUndo } from '#server/review/preview-undo.ts';
import { plainState, type UndoPreview, type UndoState } from '#server/review/schema-history.ts';
import type { CategoryEffect } from './decide-category.ts';
import { lockProduct, readCategoriesWithParents } from './store-card.ts';

const pathState = (category: { pathName: string } | undefined): UndoState | null =>
  category ? { code: 'path', values: { path: category.pathName } } : null;

/** What taking back a category answer would change. */
export function previewCategoryUndo(actor: Actor, targetKey: string): Promise<UndoPreview> {
  return previewUndo(actor, targetKey, async (tx, decision) => {
    const { before, after, labelId } = decision.effect as CategoryEffect;
    const label = labelId
      ? [{ what: 'label' as const, now: plainState('trained'), after: plainState('set-aside') }]
      : [];
    if (!before || !after)
      return [{ what: 'item', now: plainState('answered'), after: plainState('yours') }, ...label];
    const product = await lockProduct(tx, decision.subjectId);
    if (product?.currentSource !== 'decision' || product.currentCategoryId !== after.categoryId) return null;
    const ids = [before.categoryId, after.categoryId].filter((id): id is string => id !== null);
    const names = await readCategoriesWithParents(ids, tx);
    return [
      {
        what: 'category',
        now: pathState(names.get(after.categoryId)),
        after: before.categoryId ? pathState(names.get(before.categoryId)) : null,
      },
      ...label,
      { what: 'item', now: plainState('decided'), after: plainState('yours') },
    ];
  });
}
