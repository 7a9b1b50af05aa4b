import { defineJob } from '#server/jobs/define-job.ts';

export const trainJob = defineJob({
  stage: 'train',
  batchSizeMax: 1,
  load: () => import('./train.handler.ts'),
});

export const evaluateJob = defineJob({
  stage: 'evaluate',
  batchSizeMax: 1,
  load: () => import('./evaluate.handler.ts'),
});
