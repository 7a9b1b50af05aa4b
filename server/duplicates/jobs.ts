import { defineJob } from '#server/jobs/define-job.ts';

// Big batches: one index over the catalog serves a whole batch.
export const blockJob = defineJob({
  stage: 'block',
  batchSizeMax: 5000,
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
  load: () => import('./cluster.handler.ts'),
});
