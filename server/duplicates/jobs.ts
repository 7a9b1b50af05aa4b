import { defineJob } from '#server/jobs/define-job.ts';

// Big batches: one index over the catalog serves a whole batch. While an import brings rows in, the index would be built
// again for each batch and hold up the import: 240,000 rows took an hour that way.
export const blockJob = defineJob({
  stage: 'block',
  batchSizeMax: 5000,
  waitsFor: ['import', 'features'],
  load: () => import('./block.handler.ts'),
});

export const scorePairsJob = defineJob({
  stage: 'score-pairs',
  batchSizeMax: 5000,
  load: () => import('./score-pairs.handler.ts'),
});

export const clusterJob = defineJob({
  stage: 'cluster',
  batchSizeMax: 1,
  waitsFor: ['block', 'score-pairs'],
  load: () => import('./cluster.handler.ts'),
});
