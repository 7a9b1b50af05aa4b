import { defineJob } from '#server/jobs/define-job.ts';

export const suggestJob = defineJob({
  stage: 'suggest',
  batchSizeMax: 200,
  load: () => import('./suggest.handler.ts'),
});

export const rescoreJob = defineJob({
  stage: 'rescore',
  batchSizeMax: 200,
  load: () => import('./rescore.handler.ts'),
});
