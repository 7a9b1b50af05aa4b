/** The `rescore` stage, after a promotion: the new model's suggestions beside the old ones, and the queue anew. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { suggestProducts } from './suggest-products.ts';

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const files = await loadActiveModel(catalogId, 'categorizer');
  if (!files) return { notApplicable: unitIds };
  return suggestProducts(catalogId, unitIds, files);
};
