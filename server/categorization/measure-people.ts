import type { Tx } from '#server/db/transaction.ts';
import { writeStageEvent } from '#server/jobs/stage-event.ts';
import { askedWords } from '#server/review/asked-words.ts';
import type { Feedback } from '#server/review/schema.ts';
import type { ItemRow } from '#server/review/store.ts';
import { openDisputed, openSecondOpinion, overrule, readGold } from '#server/review/store-gold.ts';
import { lockProduct } from './store-card.ts';

/** Items whose answer measures people and changes no product. */
export function measuresPeople(item: Pick<ItemRow, 'reason'>): boolean {
  return item.reason === 'gold' || item.reason === 'second-opinion';
}

async function compareOpinions(tx: Tx, item: ItemRow, categoryId: string): Promise<null> {
  const product = await lockProduct(tx, item.subjectId);
  // The label of the second voice decides agreement, in the stage that reads labels.
  await writeStageEvent(tx, {
    catalogId: item.catalogId,
    stage: 'review-category',
    unitIds: [item.subjectId],
  });
  if (product && product.currentCategoryId !== categoryId) {
    const { catalogId, subjectId } = item;
    await openDisputed(tx, {
      catalogId,
      subjectId,
      revision: product.revision,
      why: askedWords({ code: 'two-people', values: {} }),
    });
  }
  return null;
}

/**
 * Once the item is closed. A known one tells whether the answer was right; a second opinion that differs goes to the
 * leads; a settled dispute overrules the other labels; any other decision may be drawn for a second opinion.
 */
export async function afterCategory(
  tx: Tx,
  item: ItemRow,
  decisionId: string,
  { categoryId, secondShare }: { categoryId?: string; secondShare: number },
): Promise<Feedback | null> {
  const { catalogId, subjectId } = item;
  if (categoryId === undefined) return null;
  if (item.reason === 'gold') {
    const gold = await readGold(tx, catalogId, subjectId);
    return gold && { right: gold.categoryId === categoryId, pathName: gold.pathName, why: gold.why };
  }
  if (item.reason === 'second-opinion') return compareOpinions(tx, item, categoryId);
  if (item.reason === 'disputed') {
    await overrule(tx, subjectId, categoryId);
    return null;
  }
  if (secondShare > 0) await openSecondOpinion(tx, { catalogId, subjectId, decisionId }, secondShare);
  return null;
}
