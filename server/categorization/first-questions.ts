/** What people are asked before there is a model: without it a catalog that comes without categories could never begin. */
import type { StageResult } from '#server/jobs/define-job.ts';
import { askedWords } from '#server/review/asked-words.ts';
import { readUnplaced } from './store-first.ts';
import { openCategoryItems } from './store-suggest.ts';

/** So many wait at a time: enough for a first model several times over, and no model has chosen them. */
const firstMax = 200;

/** Puts products without a category into the queue, drawn by their hash; of catalogs without a taxonomy none. */
export async function firstQuestions(catalogId: string): Promise<Pick<StageResult, 'wakes' | 'write'>> {
  const products = await readUnplaced(catalogId, firstMax);
  const priorityReason = askedWords({ code: 'missing', values: { sellsWell: false, instructive: false } });
  const items = products.map(({ productId, revision }, at) => ({
    ...{ productId, revision, reason: 'missing', priorityReason },
    // In the order of the draw: half of what a model's own question of this kind is worth at least.
    priority: 0.5 - at / (4 * firstMax),
  }));
  return {
    wakes: [{ stage: 'review-category', unitIds: products.map(({ productId }) => productId) }],
    write: (tx) => openCategoryItems(tx, catalogId, null, items),
  };
}
