/** What the worker does for a new version of a taxonomy. */
import { defineJob } from '#server/jobs/define-job.ts';

export const carryTaxonomyJob = defineJob({
  stage: 'carry-taxonomy',
  batchSizeMax: 1,
  // An import that began before reads categories of the old version: its products are carried with the others.
  waitsFor: ['import'],
  load: () => import('./carry-taxonomy.handler.ts'),
});
