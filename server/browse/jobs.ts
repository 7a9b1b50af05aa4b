/** What the worker does above labels: exports, which hold merged records too. */
import { defineJob } from '#server/jobs/define-job.ts';

export const exportJob = defineJob({
  stage: 'export',
  batchSizeMax: 1,
  load: () => import('./export.handler.ts'),
});
