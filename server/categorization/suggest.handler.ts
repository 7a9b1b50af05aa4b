/** The `suggest` stage: the active categorizer's answer for each product. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { suggestProducts } from './suggest-products.ts';

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const files = await loadActiveModel(catalogId, 'categorizer');
  if (!files) return { later: { unitIds, reason: 'no categorizer is active yet', wholeQueue: true } };
  return suggestProducts(catalogId, unitIds, files);
};
