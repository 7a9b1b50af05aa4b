/** The `suggest` stage: the active categorizer's answer for each product. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { firstQuestions } from './first-questions.ts';
import { suggestWithActive } from './suggest-products.ts';

/** Without a model the units wait for one. */
const suggest = suggestWithActive((unitIds) => ({
  later: { unitIds, reason: 'no categorizer is active yet', wholeQueue: true },
}));

/** While there is no model, some products without a category are put before people: the labels that a first one learns from. */
export const handle: StageHandler = async (batch) => {
  const result = await suggest(batch);
  return result.later?.wholeQueue ? { ...result, ...(await firstQuestions(batch.catalogId)) } : result;
};
