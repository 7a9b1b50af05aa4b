/** What the worker does for the catalog. */
import { defineJob } from '#server/jobs/define-job.ts';

export const importJob = defineJob({
  stage: 'import',
  batchSizeMax: 1,
  load: () => import('./import.handler.ts'),
});

export const fetchImageJob = defineJob({
  stage: 'fetch-image',
  batchSizeMax: 64,
  load: () => import('./fetch-image.handler.ts'),
});
